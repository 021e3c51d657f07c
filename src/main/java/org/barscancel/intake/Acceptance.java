package org.barscancel.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.CancellationIds;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reading;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * The one door: gives each request its identity and decides whether it is carried out, answered from the ledger, or
 * refused.
 */
public final class Acceptance {
    private final History history;
    private final Function<NhsNumber, String> nhsNumberHash;
    private final Clock clock;

    /**
     * Sets up the door.
     *
     * @param history knows earlier arrivals
     * @param nhsNumberHash makes an NHS number searchable without keeping it
     * @param clock tells when requests are accepted
     */
    public Acceptance(History history, Function<NhsNumber, String> nhsNumberHash, Clock clock) {
        this.history = history;
        this.nhsNumberHash = nhsNumberHash;
        this.clock = clock;
    }

    /** What the ledger is told of the arrival as a whole, before its rows; empty when it is no batch. */
    public List<Event> opened(Arrival arrival) {
        String batchId = arrival.batchId();
        if (batchId == null) {
            return List.of();
        }
        return List.of(new Event.BatchOpened(
                NameBasedUuid.of("batch-opened", batchId),
                arrival.receivedAt(),
                batchId,
                arrival.requester(),
                arrival.name(),
                arrival.rows().many(),
                arrival.size()));
    }

    /** Decides what becomes of a row. */
    public Admission admit(Arrival arrival, Reading.Row row) {
        return row instanceof Reading.Valid valid ? admit(arrival, valid) : refuse(arrival, (Reading.Invalid) row);
    }

    private Admission admit(Arrival arrival, Reading.Valid row) {
        CancellationRequest request = row.request();
        UUID id = CancellationIds.cancellationId(arrival.requester(), messageId(arrival, row, request), request);
        UUID correlationId =
                request.correlationId() != null ? request.correlationId() : CancellationIds.correlationId(id);
        Optional<History.Past> past = history.find(id);
        // Without an id of the requester's own, a known cancellation is this very arrival, read again after a crash.
        boolean runs =
                past.isEmpty() || (request.requestId() != null && !past.get().endedWell());
        int generation = past.map(known -> runs && known.ended() ? known.generation() + 1 : known.generation())
                .orElse(0);
        NhsNumber nhsNumber = request.nhsNumber();
        Event accepted = accepted(
                arrival,
                row.number(),
                id,
                generation,
                correlationId,
                request.requestId(),
                request.appointmentId(),
                request,
                nhsNumber == null ? null : nhsNumberHash.apply(nhsNumber));
        if (!runs) {
            return new Admission.Repeated(List.of(accepted));
        }
        Instant now = clock.instant();
        return new Admission.Queued(
                new Cancellation(
                        id,
                        correlationId,
                        generation,
                        arrival.receivedAt(),
                        now,
                        request,
                        source(arrival, row.number()),
                        arrival.replyTo(),
                        ProviderProgress.NONE,
                        RegistryProgress.NONE),
                List.of(accepted));
    }

    private Admission refuse(Arrival arrival, Reading.Invalid row) {
        UUID id = CancellationIds.ofUnreadable(
                arrival.requester(),
                arrival.arrivalId() + "/" + row.number(),
                row.original().getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        return new Admission.Refused(
                id,
                row.original(),
                row.problem(),
                List.of(
                        accepted(
                                arrival,
                                row.number(),
                                id,
                                0,
                                CancellationIds.correlationId(id),
                                row.requestId(),
                                row.appointmentId(),
                                null,
                                null),
                        new Event.ProviderEnded(
                                NameBasedUuid.of("refused", id.toString()),
                                now,
                                id,
                                0,
                                ProviderOutcome.REJECTED,
                                0,
                                row.problem()),
                        new Event.RegistryEnded(
                                NameBasedUuid.of("refused-registry", id.toString()),
                                now,
                                id,
                                0,
                                RegistryOutcome.SKIPPED,
                                0,
                                0,
                                null)));
    }

    /** Where the requester gives no id, the arrival is the id: the same content dropped again is a new request. */
    private static String messageId(Arrival arrival, Reading.Row row, CancellationRequest request) {
        return request.requestId() != null
                ? "request/" + request.requestId()
                : "arrival/" + arrival.arrivalId() + "/" + row.number();
    }

    private static Source source(Arrival arrival, int row) {
        return new Source(arrival.channel(), arrival.name(), arrival.rows().many() ? row : null, arrival.requester());
    }

    private static Event accepted(
            Arrival arrival,
            int row,
            UUID id,
            int generation,
            UUID correlationId,
            @Nullable String requestId,
            @Nullable String appointmentId,
            @Nullable CancellationRequest request,
            @Nullable String nhsNumberHash) {
        TargetStatus status = request == null ? null : request.status();
        return new Event.Accepted(
                NameBasedUuid.of("accepted", id.toString(), arrival.arrivalId(), Integer.toString(row)),
                arrival.receivedAt(),
                id,
                generation,
                correlationId,
                requestId,
                appointmentId,
                status,
                request == null ? null : request.reason(),
                nhsNumberHash,
                arrival.receivedAt(),
                new Source(arrival.channel(), arrival.name(), row, arrival.requester()),
                arrival.batchId(),
                arrival.replyTo());
    }
}
