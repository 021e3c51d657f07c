package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.WithNull;

class RetryPolicyTest {
    private static final Instant FIRST = Instant.parse("2026-06-01T08:00:00Z");
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
    private static final long DAY_MILLIS = 86_400_000;

    @Property
    void waitsBetweenHalfAndAllOfTheBackOffAndNeverSoonerThanAsked(
            @ForAll @LongRange(min = 1, max = 60_000) long initialMillis,
            @ForAll @DoubleRange(min = 1, max = 10) double multiplier,
            @ForAll @LongRange(min = 0, max = 600_000) long maxMillis,
            @ForAll @IntRange(min = 1, max = 10_000) int attempts,
            @ForAll @LongRange(min = 0, max = DAY_MILLIS * 2) long sinceFirst,
            @ForAll @WithNull @LongRange(min = 0, max = DAY_MILLIS) Long retryAfterMillis,
            @ForAll long seed) {
        RetryPolicy policy = new RetryPolicy(
                Duration.ofMillis(initialMillis),
                multiplier,
                Duration.ofMillis(maxMillis),
                GIVE_UP_AFTER,
                new Random(seed));
        Duration retryAfter = retryAfterMillis == null ? null : Duration.ofMillis(retryAfterMillis);
        Instant now = FIRST.plusMillis(sinceFirst);

        Optional<Duration> next = policy.next(attempts, FIRST, now, retryAfter);

        double ceiling = Math.min((double) maxMillis, (double) initialMillis * Math.pow(multiplier, attempts - 1.0));
        double left = (double) (GIVE_UP_AFTER.toMillis() - sinceFirst);
        long asked = retryAfterMillis == null ? 0 : retryAfterMillis;
        next.ifPresentOrElse(
                delay -> {
                    assertThat((double) delay.toMillis())
                            .isBetween(Math.min(ceiling / 2 - 1, left), Math.max(ceiling + 1, (double) asked));
                    assertThat(delay.toMillis()).isGreaterThanOrEqualTo(asked);
                    assertThat(now.plus(delay)).isBeforeOrEqualTo(FIRST.plus(GIVE_UP_AFTER));
                },
                () -> assertThat(left <= 0 || (double) asked > left)
                        .as("no time is left")
                        .isTrue());
    }

    @Example
    void makesALastAttemptWhenTheTimeIsUp() {
        RetryPolicy policy =
                new RetryPolicy(Duration.ofMinutes(5), 2, Duration.ofMinutes(5), GIVE_UP_AFTER, new Random(1));
        Duration left = Duration.ofMinutes(1);

        assertThat(policy.next(9, FIRST, FIRST.plus(GIVE_UP_AFTER).minus(left), null))
                .contains(left);
    }

    @Example
    void variesTheDelaySoThatAnOutageDoesNotEndInAStampede() {
        RetryPolicy policy =
                new RetryPolicy(Duration.ofSeconds(10), 2, Duration.ofMinutes(5), GIVE_UP_AFTER, new Random(1));

        Optional<Duration> one = policy.next(1, FIRST, FIRST, null);

        assertThat(one).isNotEqualTo(policy.next(1, FIRST, FIRST, null));
    }
}
