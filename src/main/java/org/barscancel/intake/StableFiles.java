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
    /** Files that vanished are forgotten once there are so many. */
    private static final int MOST_REMEMBERED = 100_000;

    private final long minAgeNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

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
        if (seen.size() > MOST_REMEMBERED) {
            seen.clear();
        }
        long now = nanoTime.getAsLong();
        Seen last = seen.compute(
                path,
                (key, before) -> before != null && before.length == length && before.lastModified == lastModified
                        ? before
                        : new Seen(length, lastModified, now));
        boolean stable = now - last.since >= minAgeNanos;
        if (stable) {
            seen.remove(path);
        }
        return stable;
    }

    private record Seen(long length, long lastModified, long since) {}
}
