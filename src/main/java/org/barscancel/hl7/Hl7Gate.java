package org.barscancel.hl7;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a feed takes, by their header.
 *
 * @param senders who may send; empty = anybody
 * @param processingIds what MSH-11 may be, such as {@code P} for production; empty = anything
 * @param maximumAge how old a message may be by MSH-7; null = any age
 */
public record Hl7Gate(Set<Hl7Sender> senders, Set<String> processingIds, @Nullable Duration maximumAge) {
    /** Production messages of anybody, of any age. */
    public static final Hl7Gate USUAL = new Hl7Gate(Set.of(), Set.of("P"), null);

    /** @throws IllegalArgumentException when a processing id or the age is not valid */
    public Hl7Gate {
        for (String id : processingIds) {
            if (!id.matches("[A-Z]")) {
                throw new IllegalArgumentException("'" + id + "' is no processing id (MSH-11); P, T and D are");
            }
        }
        if (maximumAge != null && (maximumAge.isNegative() || maximumAge.isZero())) {
            throw new IllegalArgumentException(
                    "The maximum age of a message must be longer than nothing, not " + maximumAge);
        }
        senders = Set.copyOf(senders);
        processingIds = Set.copyOf(processingIds);
    }

    void check(Segment header, TimeRule times, Instant now) throws Refused {
        String application = Objects.requireNonNullElse(header.value(3, 1), "");
        String facility = Objects.requireNonNullElse(header.value(4, 1), "");
        if (!senders.isEmpty() && senders.stream().noneMatch(sender -> sender.is(application, facility))) {
            throw new Refused(ProblemCode.INVALID_FIELD, "MSH-3, MSH-4: this feed takes no messages of this sender.");
        }
        String processing = Objects.requireNonNullElse(header.value(11, 1), "");
        if (!processingIds.isEmpty() && !processingIds.contains(processing)) {
            throw new Refused(
                    ProblemCode.INVALID_FIELD,
                    "MSH-11: the processing id must be "
                            + String.join(
                                    " or ", processingIds.stream().sorted().toList()) + " for this feed.");
        }
        if (maximumAge != null) {
            Optional<Instant> sent = Optional.ofNullable(header.value(7, 1)).flatMap(times::latest);
            if (sent.isEmpty()) {
                throw new Refused(
                        ProblemCode.INVALID_FIELD,
                        "MSH-7: must be a date and time, since this feed takes no messages older than " + maximumAge
                                + ".");
            }
            if (sent.get().isBefore(now.minus(maximumAge))) {
                throw new Refused(
                        ProblemCode.INVALID_FIELD,
                        "MSH-7: the message is older than this feed takes, " + maximumAge + ".");
            }
        }
    }
}
