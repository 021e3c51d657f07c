package org.barscancel.runtime.watch;

import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What failed lately: told of once, and left alone for a while that grows with each failure. */
public final class Setbacks {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** What is not tried any more is never heard of again. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Map<String, Setback> setbacks = new ConcurrentHashMap<>();
    private long lookedAt;

    /** @param nanoTime a clock that only goes forward, such as {@link System#nanoTime} */
    public Setbacks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** Whether it failed so lately that it is to be left alone: half a second after the first failure, up to ten seconds later on. */
    public boolean rests(String key) {
        Setback setback = setbacks.get(key);
        return setback != null && nanoTime.getAsLong() - setback.failedAt < setback.pause.toNanos();
    }

    /** Returns whether that is news: a first failure, or one for another reason. */
    public boolean failed(String key, String reason) {
        long now = nanoTime.getAsLong();
        forgetOld(now);
        Setback last = setbacks.get(key);
        setbacks.put(key, new Setback(now, last == null ? FIRST_PAUSE : last.longer(), reason));
        return last == null || !last.reason.equals(reason);
    }

    /** Returns whether it had failed before. */
    public boolean succeeded(String key) {
        return setbacks.remove(key) != null;
    }

    /**
     * What it was that failed, in the system's own words or by its place in the program; never a message that could hold
     * the name of a file (R23).
     */
    public static String reason(Throwable why) {
        Throwable root = root(why);
        String kind = root.getClass().getSimpleName();
        if (root instanceof FileSystemException system) {
            return system.getReason() == null ? kind : kind + ": " + system.getReason();
        }
        StackTraceElement[] places = root.getStackTrace();
        return places.length == 0 ? kind : kind + " at " + places[0];
    }

    /** The first cause. */
    public static Throwable root(Throwable why) {
        Throwable root = why;
        for (@Nullable Throwable cause = why.getCause(); cause != null && cause != root; cause = root.getCause()) {
            root = cause;
        }
        return root;
    }

    private synchronized void forgetOld(long now) {
        if (now - lookedAt > FORGOTTEN.toNanos()) {
            lookedAt = now;
            setbacks.values().removeIf(setback -> now - setback.failedAt > FORGOTTEN.toNanos());
        }
    }

    private record Setback(long failedAt, Duration pause, String reason) {
        Duration longer() {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }
}
