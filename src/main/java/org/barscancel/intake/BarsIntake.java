package org.barscancel.intake;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.BarsMessageReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Reads BaRS messages that came by HTTP. A message names itself ({@code Bundle.identifier} or {@code Bundle.id}), and a
 * retry is the same message in the same conversation: both are the identity of its request. {@code X-Request-Id} names
 * the call; it stands in where a message has no name.
 */
public final class BarsIntake {
    /** What is read, as an answer names it. */
    public static final List<String> MEDIA_TYPES = List.of("application/fhir+json", "application/fhir+xml");

    /** Those, and what some senders write for them. */
    private static final Set<String> READ =
            Set.of("application/fhir+json", "application/fhir+xml", "application/json", "application/xml", "text/xml");

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final BarsMessageReader reader;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param reader reads messages, up to its own limit
     * @param clock tells when calls are taken
     */
    public BarsIntake(BarsMessageReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** Whether a header is a UUID, and so may be mirrored. */
    public static boolean isId(@Nullable String header) {
        return header != null && ID.matcher(header).matches();
    }

    /**
     * Reads a message.
     *
     * @param body the bytes
     * @param contentType the header, with or without a version; absent means FHIR JSON
     * @param requestId the header {@code X-Request-Id}
     * @param correlationId the header {@code X-Correlation-Id}
     * @param requester whom the caller's credential is of
     */
    public HttpArrival read(
            byte[] body,
            @Nullable String contentType,
            @Nullable String requestId,
            @Nullable String correlationId,
            @Nullable String requester) {
        if (!READ.contains(MediaTypes.of(contentType))) {
            return new HttpArrival.Refused(MediaTypes.unknown(MEDIA_TYPES));
        }
        if (requestId != null && !isId(requestId)) {
            return new HttpArrival.Refused(noId("X-Request-Id"));
        }
        if (correlationId != null && !isId(correlationId)) {
            return new HttpArrival.Refused(noId("X-Correlation-Id"));
        }
        Reading reading = reader.read(body, correlationId == null ? null : UUID.fromString(correlationId));
        if (reading instanceof Reading.Unreadable unreadable) {
            return taken(Originals.unreadable(body, unreadable.problem()), unreadable, requester);
        }
        Reading.Rows rows = (Reading.Rows) reading;
        return taken(
                new Reading.Rows(
                        false,
                        rows.rows().stream().map(row -> named(row, requestId)).toList()),
                null,
                requester);
    }

    private HttpArrival taken(Reading.Rows rows, Reading.@Nullable Unreadable unreadable, @Nullable String requester) {
        return new HttpArrival.Taken(
                new Arrival("http", requester, null, UUID.randomUUID().toString(), null, null, clock.instant(), rows),
                unreadable,
                List.of());
    }

    private static Reading.Row named(Reading.Row row, @Nullable String requestId) {
        return requestId != null
                        && row instanceof Reading.Valid valid
                        && valid.request().requestId() == null
                ? new Reading.Valid(
                        valid.number(),
                        valid.original(),
                        valid.request().identified(requestId.toLowerCase(Locale.ROOT)))
                : row;
    }

    private static Problem noId(String header) {
        return new Problem(ProblemCode.INVALID_FIELD, header + " must be a UUID.");
    }
}
