package org.barscancel.console.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as people in the service read them: by the clock on the wall in England. */
final class Moments {
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss z", Locale.UK).withZone(ENGLAND);

    private Moments() {}

    /** Such as {@code 29 Nov 2026, 06:20:11 GMT}; empty for none. */
    static String exact(@Nullable Instant moment) {
        return moment == null ? "" : EXACT.format(moment);
    }

    /** How long ago, or for how long, in the largest unit that says something. */
    static String span(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < Duration.ofMinutes(2).toSeconds()) {
            return many(seconds, "second");
        }
        if (seconds < Duration.ofHours(2).toSeconds()) {
            return many(length.toMinutes(), "minute");
        }
        return seconds < Duration.ofDays(2).toSeconds() ? many(length.toHours(), "hour") : many(length.toDays(), "day");
    }

    /** The first moment of a day that a person has chosen, as a browser sends it; empty when it is no day. */
    static Optional<Instant> day(String written) {
        try {
            return Optional.of(
                    LocalDate.parse(written.strip()).atStartOfDay(ENGLAND).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** The end of such a day: the first moment of the next one. */
    static Optional<Instant> endOfDay(String written) {
        return day(written).map(from -> from.atZone(ENGLAND).plusDays(1).toInstant());
    }

    private static String many(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
