package org.barscancel.intake;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Knows which files have stopped changing. Judged by what was seen here, not by the file's own time stamp: that one is
 * another machine's clock on a share, and a copy may bring an old one along.
 */
public final class StableFiles {
    /** Files that vanished are looked for once so many are remembered. */
    private static final int MANY = 10_000;

    /** A file that is there is looked at more often than this. */
    private static final Duration VANISHED = Duration.ofMinutes(10);

    private final long minAgeNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private int many = MANY;

    /**
     * Sets up the watch.
     *
     * @param minAge how long a file must be unchanged
     * @param nanoTime a clock that never jumps, in nanoseconds
     */
    public StableFiles(Duration minAge, LongSupplier nanoTime) {
        this.minAgeNanos = minAge.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether a file has had this length and time stamp for long enough. */
    public boolean isStable(String path, long length, long lastModified) {
        long now = nanoTime.getAsLong();
        forgetVanished(now);
        Seen last = seen.compute(
                path,
                (key, before) -> before != null && before.length == length && before.lastModified == lastModified
                        ? new Seen(length, lastModified, before.since, now)
                        : new Seen(length, lastModified, now, now));
        boolean stable = now - last.since >= minAgeNanos;
        if (stable) {
            seen.remove(path);
        }
        return stable;
    }

    /** Those that are there must be kept, however many they are: none of them would ever be old enough. */
    private synchronized void forgetVanished(long now) {
        if (seen.size() > many) {
            seen.values().removeIf(file -> now - file.lookedAt > VANISHED.toNanos());
            many = Math.max(MANY, 2 * seen.size());
        }
    }

    private record Seen(long length, long lastModified, long since, long lookedAt) {}
}
