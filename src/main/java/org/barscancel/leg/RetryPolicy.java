package org.barscancel.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt (R24): exponential, with jitter, never sooner than the far side asked, and
 * not for ever.
 *
 * @param initialDelay before the second attempt
 * @param multiplier from one delay to the next, at least 1
 * @param maxDelay ceiling of the delay
 * @param giveUpAfter no attempt is planned for later than this after the first; the last one is made then
 * @param random source of the jitter
 */
public record RetryPolicy(
        Duration initialDelay, double multiplier, Duration maxDelay, Duration giveUpAfter, RandomGenerator random) {

    /** The least part of a delay that the jitter leaves. */
    private static final double LEAST = 0.5;

    /**
     * The delay before the next attempt.
     *
     * @param attempts how many were made, at least 1
     * @param firstAttemptAt when the first was made
     * @param now the present time
     * @param retryAfter what the far side asked for, if it did
     * @return empty when the time is up, or the far side asks for a wait beyond it
     */
    public Optional<Duration> next(int attempts, Instant firstAttemptAt, Instant now, @Nullable Duration retryAfter) {
        double grown = (double) initialDelay.toMillis() * Math.pow(multiplier, Math.max(0, attempts - 1));
        double ceiling = Math.min((double) maxDelay.toMillis(), grown);
        Duration delay = Duration.ofMillis(Math.round(ceiling * (LEAST + (1 - LEAST) * random.nextDouble())));
        Duration left = Duration.between(now, firstAttemptAt.plus(giveUpAfter));
        if (delay.compareTo(left) > 0) {
            // An outage that ends before the time is up must find a last attempt.
            delay = left;
        }
        if (retryAfter != null && retryAfter.compareTo(delay) > 0) {
            delay = retryAfter;
        }
        return left.isNegative() || left.isZero() || delay.compareTo(left) > 0 ? Optional.empty() : Optional.of(delay);
    }
}
