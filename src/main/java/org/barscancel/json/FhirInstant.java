package org.barscancel.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.Pattern;

/** FHIR instants as the wild spells them: seconds may be missing, the fraction of any length (R5). */
public final class FhirInstant {
    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)");
    /** Java knows nanoseconds; what is finer is cut off. */
    private static final Pattern FINER_THAN_NANOSECONDS = Pattern.compile("(\\.\\d{9})\\d+");

    private static final DateTimeFormatter AS_MANY_DIGITS_AS_NEEDED =
            new DateTimeFormatterBuilder().appendInstant(-1).toFormatter();

    private FhirInstant() {}

    /** Empty when the text names no point in time: without an offset it does not. */
    public static Optional<Instant> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            String fineEnough = FINER_THAN_NANOSECONDS.matcher(text).replaceFirst("$1");
            return Optional.of(OffsetDateTime.parse(fineEnough).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In UTC, with seconds, and with no more digits than needed. */
    public static String format(Instant instant) {
        return AS_MANY_DIGITS_AS_NEEDED.format(instant);
    }
}
