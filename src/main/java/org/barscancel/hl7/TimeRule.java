package org.barscancel.hl7;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.barscancel.request.RequestFields;

/**
 * How a feed writes times, and whether the start in its messages is checked.
 *
 * @param zone of times without an offset
 * @param checkStart whether the appointment must start when the message says (TQ1-7, SCH-11-4)
 */
public record TimeRule(ZoneId zone, boolean checkStart) {
    /** London; the start is not checked. */
    public static final TimeRule USUAL = new TimeRule(ZoneId.of("Europe/London"), false);

    private static final String FIELD = "start";
    private static final List<FieldPath> PLACES = List.of(FieldPath.parse("TQ1-7"), FieldPath.parse("SCH-11-4"));
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("MMddHHmm[ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "+0000")
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /** @param seeks whether the appointment is looked up by its start: then an hour that the clocks show twice is none */
    void read(Segments message, RequestFields request, boolean seeks) {
        if (!checkStart) {
            return;
        }
        Set<Instant> starts = new LinkedHashSet<>();
        String place = "TQ1-7 or SCH-11-4";
        for (FieldPath path : PLACES) {
            for (Segments.Found found : message.values(path)) {
                Optional<Instant> start = instant(found.value());
                if (seeks && !latest(found.value()).equals(start)) {
                    request.fault(
                            FIELD,
                            path.text(),
                            "is a time that the clocks of " + zone
                                    + " show twice, and so does not say which appointment is meant");
                    return;
                }
                if (start.isEmpty()) {
                    request.fault(FIELD, path.text(), "must be a date and time that the clocks of " + zone + " show");
                    return;
                }
                starts.add(start.get());
                place = path.text();
            }
        }
        if (starts.size() == 1) {
            request.put(FIELD, place, starts.iterator().next().toString());
        } else {
            request.fault(
                    FIELD,
                    place,
                    starts.isEmpty()
                            ? "is missing, and this feed is set to have it checked"
                            : "stands there more than once, with different values");
        }
    }

    /**
     * The instant a text means. An hour that the clocks show twice is taken as the first of the two: should the
     * appointment be in the second, the start does not agree and nothing is cancelled. An hour they leave out is none.
     */
    Optional<Instant> instant(String text) {
        return instants(text).stream().findFirst();
    }

    /** As above, but the second of the two: a message is no older than that. */
    Optional<Instant> latest(String text) {
        return instants(text).stream().reduce((first, second) -> second);
    }

    private List<Instant> instants(String text) {
        try {
            TemporalAccessor time = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            if (time instanceof OffsetDateTime fixed) {
                return List.of(fixed.toInstant());
            }
            LocalDateTime local = (LocalDateTime) time;
            return zone.getRules().getValidOffsets(local).stream()
                    .map(local::toInstant)
                    .toList();
        } catch (DateTimeException e) {
            return List.of();
        }
    }
}
