package org.barscancel.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.barscancel.runtime.circuit.Later;

/** A clock that stands still until it is moved, and the timer that goes by it. */
public final class ManualTime extends Clock implements Later {
    public static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final PriorityQueue<Due> tasks =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final AtomicLong orders = new AtomicLong();
    private Instant now = START;

    private record Due(Instant at, long order, Runnable task) {}

    @Override
    public synchronized void run(Duration delay, Runnable task) {
        tasks.add(new Due(now.plus(delay), orders.incrementAndGet(), task));
    }

    /** Moves the clock, and runs what is due on the way. */
    public void pass(Duration time) {
        Instant end = instant().plus(time);
        for (Due due = next(end); due != null; due = next(end)) {
            due.task().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Due next(Instant end) {
        if (tasks.isEmpty() || tasks.peek().at().isAfter(end)) {
            return null;
        }
        Due due = tasks.poll();
        now = due.at().isAfter(now) ? due.at() : now;
        return due;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
