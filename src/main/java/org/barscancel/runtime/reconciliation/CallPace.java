package org.barscancel.runtime.reconciliation;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** Spaces the calls of comparisons, so that the legs hardly notice them. */
public final class CallPace {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final RateLimiter rate;

    CallPace(int callsPerSecond) {
        rate = RateLimiter.of(
                "reconcile",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofSeconds(1).dividedBy(callsPerSecond))
                        .timeoutDuration(LONGEST_WAIT)
                        .build());
    }

    /** Waits until the next call is due. */
    public void await() {
        RateLimiter.waitForPermission(rate);
    }
}
