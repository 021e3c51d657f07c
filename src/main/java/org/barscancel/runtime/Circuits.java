package org.barscancel.runtime;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses a leg whose far side keeps failing, and lets it probe after a while. The queue is the buffer meanwhile. A 429
 * pauses the leg too, for as long as the far side asks.
 */
final class Circuits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Circuits.class);

    /** How long a 429 without {@code Retry-After} pauses the leg. */
    private static final Duration DEFAULT_SLOWDOWN = Duration.ofSeconds(1);

    /** A far side that asks for more than this is probed anyway. */
    private static final Duration LONGEST_SLOWDOWN = Duration.ofMinutes(5);

    private static final int PROBES = 3;

    private final CamelContext camel;
    private final Map<String, CircuitBreaker> breakers = new TreeMap<>();

    /** Until when a far side's leg is paused, by the clock of {@link System#nanoTime()}; guarded by itself. */
    private final Map<String, Long> pausedUntil = new HashMap<>();

    private final ExecutorService switches = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "circuits");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Sets up a circuit per far side.
     *
     * @param camel holds the routes
     * @param settings when to pause, and for how long
     * @param routesByFarSide the route that is paused, by the far side's name
     */
    Circuits(CamelContext camel, BarsSettings.Circuit settings, Map<String, String> routesByFarSide) {
        this.camel = camel;
        routesByFarSide.forEach((farSide, route) -> {
            CircuitBreaker breaker = CircuitBreaker.of(
                    farSide,
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(settings.failures())
                            .minimumNumberOfCalls(settings.failures())
                            .failureRateThreshold(100)
                            .waitDurationInOpenState(settings.pause())
                            .permittedNumberOfCallsInHalfOpenState(PROBES)
                            .automaticTransitionFromOpenToHalfOpenEnabled(true)
                            .build());
            breaker.getEventPublisher().onStateTransition(event -> {
                CircuitBreaker.State state = event.getStateTransition().getToState();
                remember(farSide, state, settings.pause());
                switches.execute(() -> apply(breaker, route, state));
            });
            breakers.put(farSide, breaker);
        });
    }

    void record(String farSide, Answer answer) {
        CircuitBreaker breaker = breakers.get(farSide);
        if (breaker == null) {
            return;
        }
        if (answer instanceof Answer.TooManyRequests tooMany) {
            slowDown(breaker, tooMany);
        } else if (answer instanceof Answer.Unavailable
                || answer instanceof Answer.NotSent
                || answer instanceof Answer.MaybeApplied) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new FarSideFailure());
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** Answers to calls that were under way arrive during the pause; a later one may lengthen it, never shorten it. */
    private void slowDown(CircuitBreaker breaker, Answer.TooManyRequests tooMany) {
        Duration asked = tooMany.retryAfter() == null ? DEFAULT_SLOWDOWN : tooMany.retryAfter();
        Duration pause = asked.compareTo(LONGEST_SLOWDOWN) > 0 ? LONGEST_SLOWDOWN : asked;
        long until = System.nanoTime() + pause.toNanos();
        synchronized (pausedUntil) {
            Long before = pausedUntil.get(breaker.getName());
            if (before == null || before - until < 0) {
                pausedUntil.put(breaker.getName(), until);
                breaker.transitionToOpenStateFor(pause);
            }
        }
    }

    private void remember(String farSide, CircuitBreaker.State state, Duration pause) {
        synchronized (pausedUntil) {
            if (state == CircuitBreaker.State.OPEN) {
                pausedUntil.putIfAbsent(farSide, System.nanoTime() + pause.toNanos());
            } else {
                pausedUntil.remove(farSide);
            }
        }
    }

    private void apply(CircuitBreaker breaker, String route, CircuitBreaker.State state) {
        try {
            if (state == CircuitBreaker.State.OPEN) {
                LOG.warn("The {} keeps failing: route {} pauses and probes it later", breaker.getName(), route);
                camel.getRouteController().suspendRoute(route);
            } else {
                LOG.info("The circuit of the {} is {}: route {} runs", breaker.getName(), state, route);
                camel.getRouteController().resumeRoute(route);
            }
        } catch (Exception failure) {
            LOG.error("Route {} could not be switched for circuit state {}", route, state, failure);
        }
    }

    @Override
    public void close() {
        switches.shutdownNow();
    }

    /** Stands for an answer; its stack would say nothing. */
    private static final class FarSideFailure extends Exception {
        private static final long serialVersionUID = 1L;

        FarSideFailure() {
            super("far side failed", null, false, false);
        }
    }
}
