package org.barscancel.intake;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.barscancel.hl7.Hl7Header;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of HTTP calls, each by the reader of its media type. */
public final class HttpIntake {
    /** How a problem with the wish for a dry run begins. */
    static final String PARAMETER = "The parameter";

    private final Map<String, BodyReader> readers;
    private final List<String> mediaTypes;
    private final Clock clock;

    /** Reads a body; never fails. */
    @FunctionalInterface
    public interface BodyReader {
        /**
         * What the body holds.
         *
         * @param feed the feed that the call names, for HL7 v2
         * @param requester whom the caller's credential is of
         */
        Body read(byte[] body, @Nullable String feed, @Nullable String requester);
    }

    /**
     * A body that was read.
     *
     * @param requester who asks, when the body's feed says so
     * @param headers what HL7 v2 acknowledgements need, one a row
     */
    public record Body(Reading reading, @Nullable String requester, List<Hl7Header> headers) {}

    /** A reader of bodies that are answered in JSON, whoever sent them. */
    public static BodyReader plain(Function<byte[], Reading> reader) {
        return (body, feed, requester) -> new Body(reader.apply(body), null, List.of());
    }

    /**
     * Sets up the intake.
     *
     * @param readers by media type, in lower case and without parameters
     * @param others media types that are read elsewhere, and named to callers with these
     * @param clock tells when calls are taken
     */
    public HttpIntake(Map<String, BodyReader> readers, List<String> others, Clock clock) {
        this.readers = Map.copyOf(readers);
        this.mediaTypes = Stream.concat(readers.keySet().stream(), others.stream())
                .sorted()
                .toList();
        this.clock = clock;
    }

    /**
     * Reads a body.
     *
     * @param body not larger than the limit; the server sees to that
     * @param contentType the header; absent means JSON
     * @param idempotencyKey the header; the caller's own id of this call
     * @param feed the feed that the call names, for HL7 v2
     * @param requester whom the caller's credential is of: then it is this one's arrival, whatever the call says
     * @param dryRun what the call says of dry runs
     */
    public HttpArrival read(
            byte[] body,
            @Nullable String contentType,
            @Nullable String idempotencyKey,
            @Nullable String feed,
            @Nullable String requester,
            DryRunWish dryRun) {
        Optional<Problem> unclear = dryRun.problem(PARAMETER);
        if (unclear.isPresent()) {
            return new HttpArrival.Refused(unclear.get());
        }
        HttpArrival read = read(body, contentType, idempotencyKey, feed, requester);
        return read instanceof HttpArrival.Taken taken
                ? new HttpArrival.Taken(
                        taken.arrival().asDryRun(dryRun == DryRunWish.ALL), taken.unreadable(), taken.headers())
                : read;
    }

    private HttpArrival read(
            byte[] body,
            @Nullable String contentType,
            @Nullable String idempotencyKey,
            @Nullable String feed,
            @Nullable String requester) {
        BodyReader reader = readers.get(MediaTypes.of(contentType));
        if (reader == null) {
            return new HttpArrival.Refused(MediaTypes.unknown(mediaTypes));
        }
        if (requester != null && feed != null && !requester.equals(feed)) {
            return new HttpArrival.Refused(new Problem(
                    ProblemCode.INVALID_FIELD,
                    "The parameter feed names another requester than the credential is of.",
                    "Leave it out."));
        }
        Optional<IdempotencyKey> key = IdempotencyKey.of(idempotencyKey);
        if (idempotencyKey != null && key.isEmpty()) {
            return new HttpArrival.Refused(IdempotencyKey.NONE);
        }
        Body read = reader.read(body, feed, requester);
        String asks = requester == null ? read.requester() : requester;
        if (read.reading() instanceof Reading.Unreadable unreadable) {
            return new HttpArrival.Taken(
                    arrival(Originals.unreadable(body, unreadable.problem()), asks), unreadable, read.headers());
        }
        Reading.Rows rows = (Reading.Rows) read.reading();
        return new HttpArrival.Taken(
                arrival(key.map(one -> one.applyTo(rows)).orElse(rows), asks), null, read.headers());
    }

    /** A list is a batch of its own, also when it comes again: its requests are then known by their ids. */
    private Arrival arrival(Reading.Rows rows, @Nullable String requester) {
        String arrivalId = UUID.randomUUID().toString();
        return new Arrival(
                "http", requester, null, arrivalId, rows.many() ? arrivalId : null, null, clock.instant(), rows);
    }

    /** The media types that are read, in order. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }
}
