package org.barscancel.runtime.circuit;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.barscancel.BarsSettings;
import org.jspecify.annotations.Nullable;

/**
 * What every call to a far side passes before it is made: a place among the calls in flight, the rate cap, and the
 * circuit. Whoever is turned away has made no call, and is told when to come back.
 */
public final class Gate {
    /** A permit is given for no longer than that, or calls would come in bursts at the seconds. */
    private static final long FINEST_PERIOD_NANOS = 10_000_000;

    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final String farSide;
    private final Circuits circuits;
    private final int places;
    private final Duration longestWait;
    private final Semaphore free;
    private final @Nullable RateLimiter rate;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * Sets up the gate of one far side.
     *
     * @param farSide its name
     * @param circuits holds its circuit
     * @param places most calls in flight
     * @param callsPerSecond most calls a second; 0 = no cap
     * @param http how long a call waits for its turn: as long as it might take itself
     */
    public Gate(String farSide, Circuits circuits, int places, int callsPerSecond, BarsSettings.Http http) {
        this.farSide = farSide;
        this.circuits = circuits;
        this.places = places;
        this.longestWait = http.responseTimeout();
        this.free = new Semaphore(places, true);
        this.rate = callsPerSecond == 0 ? null : rate(callsPerSecond);
    }

    /**
     * Lets a call begin. {@link #leave} must follow, unless this fails.
     *
     * @throws HeldBackException when the call is not to be made now
     */
    public void enter() throws HeldBackException {
        circuits.enter(farSide);
        if (!hasPlace()) {
            throw new HeldBackException("all calls to the " + farSide + " are in use", COME_BACK);
        }
        boolean entered = false;
        try {
            if (rate != null && !rate.acquirePermission()) {
                throw new HeldBackException("the rate cap of the " + farSide + " leaves no room", COME_BACK);
            }
            // The far side may have been paused while this call waited for its turn.
            circuits.enter(farSide);
            inFlight.incrementAndGet();
            entered = true;
        } finally {
            if (!entered) {
                free.release();
            }
        }
    }

    /** The call has ended. */
    public void leave() {
        inFlight.decrementAndGet();
        free.release();
    }

    /** The name of the far side. */
    public String farSide() {
        return farSide;
    }

    /** Most calls in flight. */
    public int places() {
        return places;
    }

    /** Calls in flight now. */
    public int inFlight() {
        return inFlight.get();
    }

    private boolean hasPlace() {
        try {
            return free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Permits one by one where the cap is low, and few at a time where it is high. */
    private RateLimiter rate(int callsPerSecond) {
        long second = Duration.ofSeconds(1).toNanos();
        int permits = Math.toIntExact(Math.max(1, callsPerSecond * FINEST_PERIOD_NANOS / second));
        return RateLimiter.of(
                farSide,
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(Duration.ofNanos(second * permits / callsPerSecond))
                        .timeoutDuration(longestWait)
                        .build());
    }
}
