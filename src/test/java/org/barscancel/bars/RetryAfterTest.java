package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 120 ", CLOCK)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("0", CLOCK)).isEqualTo(Duration.ZERO);
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.parse("Mon, 01 Jun 2026 08:05:00 GMT", CLOCK)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takesADateInThePastAsNow() {
        assertThat(RetryAfter.parse("Mon, 01 Jun 2026 07:00:00 GMT", CLOCK)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "999999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void waitsADayAtMost(String header) {
        assertThat(RetryAfter.parse(header, CLOCK)).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "1.5", "soon", "2026-06-01T08:05:00Z", "٣"})
    void takesRubbishAsNone(String header) {
        assertThat(RetryAfter.parse(header, CLOCK)).isNull();
    }

    @Property
    void neverFails(@ForAll String header) {
        Duration wait = RetryAfter.parse(header, CLOCK);

        assertThat(wait == null || (!wait.isNegative() && wait.compareTo(RetryAfter.MOST) <= 0))
                .isTrue();
    }
}
