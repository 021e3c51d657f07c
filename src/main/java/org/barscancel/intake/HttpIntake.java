package org.barscancel.intake;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of HTTP calls, each by the reader of its media type. */
public final class HttpIntake {
    private static final String DEFAULT_TYPE = "application/json";

    private final Map<String, BodyReader> readers;
    private final Clock clock;

    /** Reads a body; never fails. */
    @FunctionalInterface
    public interface BodyReader {
        /** What the body holds. */
        Reading read(byte[] body);
    }

    /**
     * Sets up the intake.
     *
     * @param readers by media type, in lower case and without parameters
     * @param clock tells when calls are taken
     */
    public HttpIntake(Map<String, BodyReader> readers, Clock clock) {
        this.readers = new TreeMap<>(readers);
        this.clock = clock;
    }

    /**
     * Reads a body.
     *
     * @param body not larger than the limit; the server sees to that
     * @param contentType the header; absent means JSON
     * @param idempotencyKey the header; the caller's own id of this call
     * @param requester who calls, as the server knows it
     */
    public HttpArrival read(
            byte[] body, @Nullable String contentType, @Nullable String idempotencyKey, @Nullable String requester) {
        BodyReader reader = readers.get(mediaType(contentType));
        if (reader == null) {
            return new HttpArrival.Refused(new Problem(
                    ProblemCode.UNSUPPORTED_FORMAT,
                    "Bodies of this media type are not read.",
                    "Send one of: " + String.join(", ", readers.keySet()) + "."));
        }
        IdempotencyKey key = null;
        if (idempotencyKey != null) {
            key = IdempotencyKey.parse(idempotencyKey).orElse(null);
            if (key == null) {
                return new HttpArrival.Refused(new Problem(
                        ProblemCode.INVALID_FIELD, "Idempotency-Key must be " + IdempotencyKey.MUST_BE + "."));
            }
        }
        Reading reading = reader.read(body);
        if (reading instanceof Reading.Unreadable unreadable) {
            return new HttpArrival.Taken(
                    arrival(Originals.unreadable(body, unreadable.problem()), requester), unreadable);
        }
        Reading.Rows rows = (Reading.Rows) reading;
        return new HttpArrival.Taken(arrival(key == null ? rows : key.applyTo(rows), requester), null);
    }

    /** A list is a batch of its own, also when it comes again: its requests are then known by their ids. */
    private Arrival arrival(Reading.Rows rows, @Nullable String requester) {
        String arrivalId = UUID.randomUUID().toString();
        return new Arrival(
                "http", requester, null, arrivalId, rows.many() ? arrivalId : null, null, clock.instant(), rows);
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return DEFAULT_TYPE;
        }
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The media types that are read, in order. */
    public List<String> mediaTypes() {
        return List.copyOf(readers.keySet());
    }
}
