package org.barscancel.bars;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds, or an HTTP date. */
public final class RetryAfter {
    /** A far side that asks for more is taken to be wrong, or it could hold a message back for ever. */
    static final Duration MOST = Duration.ofHours(24);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int DIGITS_OF_A_LONG = 18;

    private RetryAfter() {}

    /** How long to wait from now, at most {@link #MOST}; null when there is no such header or it cannot be read. */
    public static @Nullable Duration parse(@Nullable String header, Clock clock) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        return SECONDS.matcher(value).matches() ? seconds(value) : untilDate(value, clock);
    }

    private static Duration seconds(String digits) {
        return digits.length() > DIGITS_OF_A_LONG ? MOST : bounded(Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static @Nullable Duration untilDate(String value, Clock clock) {
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return bounded(Duration.between(clock.instant(), date));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
