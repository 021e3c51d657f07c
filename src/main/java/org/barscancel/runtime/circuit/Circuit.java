package org.barscancel.runtime.circuit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.barscancel.BarsSettings;
import org.barscancel.steering.Hold;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one far side is called: always, by one attempt that probes it, or not at all. Attempts that fail in a row
 * pause it, and so does a 429; after the pause one attempt probes, and its end decides. Safe for use by many threads.
 */
public final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private final String farSide;
    private final Pauses pauses;
    private final Clock clock;
    private final Later later;
    private final Runnable changed;
    private final CircuitBreaker breaker;

    /** How often the state has changed; what an attempt learnt in an earlier state says nothing about this one. */
    private int era;

    private CircuitState state = CircuitState.CLOSED;
    private Instant since;
    private @Nullable Instant until;
    private @Nullable CircuitReason reason;

    /** A person's pause stands beside the circuit's own state, which goes on by itself below it. */
    private @Nullable Hold hold;

    /** One attempt's dealings with the far side, guarded by its circuit. */
    public static final class Visit {
        private final int era;
        private final boolean probe;
        private boolean failed;

        private Visit(int era, boolean probe) {
            this.era = era;
            this.probe = probe;
        }
    }

    /**
     * A circuit that is closed.
     *
     * @param farSide its name
     * @param settings when to pause, and for how long
     * @param clock tells when pauses end
     * @param later wakes it when a pause ends
     * @param changed called after each change of state, under this circuit's lock: must only hand on
     */
    Circuit(String farSide, BarsSettings.Circuit settings, Clock clock, Later later, Runnable changed) {
        this.farSide = farSide;
        this.pauses = new Pauses(settings.pause(), clock);
        this.clock = clock;
        this.later = later;
        this.changed = changed;
        this.since = clock.instant();
        this.breaker = CircuitBreaker.of(
                farSide,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(settings.failures())
                        .minimumNumberOfCalls(settings.failures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /**
     * Lets an attempt call the far side.
     *
     * @param earlier what it was let in with before, if it was
     * @return what it is let in with
     * @throws HeldBackException when the far side is not to be called now
     */
    public synchronized Visit enter(@Nullable Visit earlier) throws HeldBackException {
        if (earlier != null && earlier.era == era) {
            refuseWhileHeld();
            return earlier;
        }
        refuseWhilePaused();
        boolean probe = state == CircuitState.PROBING;
        if (probe && !breaker.tryAcquirePermission()) {
            throw new HeldBackException("the " + farSide + " is being probed", pauses.beforeAnotherTry());
        }
        return new Visit(era, probe);
    }

    /**
     * Holds back a call during a pause.
     *
     * @throws HeldBackException until the pause ends
     */
    synchronized void refuseWhilePaused() throws HeldBackException {
        refuseWhileHeld();
        if (state == CircuitState.PAUSED) {
            throw new HeldBackException("the " + farSide + " is paused", pauses.left(until));
        }
    }

    /**
     * An attempt met an outage. Its further calls, and what it began before the state changed, do not count.
     *
     * @param asked how long the far side asks not to be called, if it does
     */
    public synchronized void failed(Visit visit, CircuitReason why, @Nullable Duration asked) {
        if (visit.era != era || visit.failed) {
            return;
        }
        visit.failed = true;
        breaker.onError(0, TimeUnit.NANOSECONDS, new Outage());
        settle(why, pauses.ofOutage(asked));
    }

    /** The far side asks for fewer calls. A later answer may lengthen the pause, never shorten it. */
    public synchronized void slowDown(@Nullable Duration asked) {
        Duration wait = pauses.ofSlowDown(asked);
        if (state == CircuitState.PAUSED) {
            Instant end = clock.instant().plus(wait);
            until = until == null || end.isAfter(until) ? end : until;
            return;
        }
        breaker.transitionToOpenState();
        settle(CircuitReason.TOO_MANY_REQUESTS, wait);
    }

    /**
     * An attempt has ended.
     *
     * @param answered whether the far side answered all it was asked
     */
    public synchronized void leave(Visit visit, boolean answered) {
        if (visit.era != era || visit.failed) {
            return;
        }
        if (answered) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            settle(CircuitReason.UNAVAILABLE, pauses.ofOutage(null));
        } else if (visit.probe) {
            // It found nothing out; the next attempt probes.
            breaker.releasePermission();
        }
    }

    /**
     * A person pauses the far side, or lets it go. What is on its way is held back at its next call and goes back
     * uncounted.
     *
     * @param held null when nobody holds it; the same again makes sure that nothing is consumed
     */
    public synchronized void steer(@Nullable Hold held) {
        boolean same = Objects.equals(hold, held);
        if (!same && held != null) {
            LOG.warn("The {} is paused by a person, until it is resumed", farSide);
        } else if (!same) {
            LOG.info("The {} is no longer paused by a person", farSide);
        }
        hold = held;
        if (!same || held != null) {
            changed.run();
        }
    }

    /** Whether it is called, as far sides and people have it. */
    public synchronized CircuitState state() {
        return hold == null ? state : CircuitState.PAUSED;
    }

    /** What the far side's own answers have led to, whoever pauses it beside. */
    public synchronized CircuitState ownState() {
        return state;
    }

    /** As it stands now, for people; a pause by hand is shown in place of one by the far side's own answers. */
    public synchronized CircuitView view() {
        return hold == null
                ? new CircuitView(state, since, until, reason, null)
                : new CircuitView(CircuitState.PAUSED, hold.since(), null, CircuitReason.PERSON, hold.by());
    }

    private void refuseWhileHeld() throws HeldBackException {
        if (hold != null) {
            throw new HeldBackException("the " + farSide + " is paused by a person", pauses.beforeAnotherTry());
        }
    }

    /** Follows the breaker. */
    private void settle(CircuitReason why, Duration wait) {
        CircuitState before = state;
        state = CircuitState.of(breaker.getState());
        if (state == before) {
            return;
        }
        era++;
        Instant now = clock.instant();
        switch (state) {
            case PAUSED -> {
                until = now.plus(wait);
                reason = why;
                if (before == CircuitState.CLOSED) {
                    since = now;
                    Instant shown = until.truncatedTo(ChronoUnit.MILLIS);
                    LOG.warn("The {} is paused ({}) until {}; then one message probes it", farSide, why.word(), shown);
                }
                later.run(wait, this::wake);
            }
            case PROBING -> until = null;
            case CLOSED -> {
                LOG.info(
                        "The {} is called again, after {}",
                        farSide,
                        Duration.between(since, now).truncatedTo(ChronoUnit.MILLIS));
                since = now;
                until = null;
                reason = null;
            }
        }
        changed.run();
    }

    private synchronized void wake() {
        Duration left = Duration.between(clock.instant(), until);
        if (left.isNegative() || left.isZero()) {
            breaker.transitionToHalfOpenState();
            settle(CircuitReason.UNAVAILABLE, pauses.ofOutage(null));
        } else {
            later.run(left, this::wake);
        }
    }

    /** Stands for an answer; its stack would say nothing. */
    private static final class Outage extends Exception {
        private static final long serialVersionUID = 1L;

        Outage() {
            super("outage", null, false, false);
        }
    }
}
