package org.barscancel.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When each cancellation of a group may run, so that those that are replayed do not fall upon a far side that has just
 * come back, nor upon the requests of the day. Groups that are asked for one after the other follow one another.
 */
public final class ReplayPace {
    private static final long NANOS = 1_000_000_000;

    private final Duration apart;
    private final Clock clock;
    private Instant next = Instant.MIN;

    /**
     * Sets up a pace.
     *
     * @param perSecond how many a second, on this instance; 0 = all at once
     * @param clock tells the time
     */
    public ReplayPace(int perSecond, Clock clock) {
        this.apart = perSecond == 0 ? Duration.ZERO : Duration.ofNanos(NANOS / perSecond);
        this.clock = clock;
    }

    /** How long from now the next one waits. */
    public synchronized Duration next() {
        Instant now = clock.instant();
        Instant turn = next.isAfter(now) ? next : now;
        next = turn.plus(apart);
        return Duration.between(now, turn);
    }
}
