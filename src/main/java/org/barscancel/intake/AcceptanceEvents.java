package org.barscancel.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.CancellationIds;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.problem.Problem;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** What the ledger is told at the door. */
final class AcceptanceEvents {
    private AcceptanceEvents() {}

    /** A request was taken. */
    static Event.Accepted accepted(
            Arrival arrival,
            Reading.Row row,
            CancellationRequest request,
            UUID id,
            int generation,
            @Nullable String nhsNumberHash) {
        UUID correlationId = request.correlationId();
        return new Event.Accepted(
                eventId(arrival, row, id),
                arrival.receivedAt(),
                id,
                generation,
                correlationId != null ? correlationId : CancellationIds.correlationId(id),
                request.requestId(),
                request.appointmentId(),
                request.status(),
                request.reason(),
                nhsNumberHash,
                arrival.receivedAt(),
                source(arrival, row),
                arrival.batchId(),
                arrival.replyTo(),
                row.origin(),
                request.targetService(),
                request.dryRun());
    }

    /** Something came that is no request. */
    static Event.Accepted refused(Arrival arrival, Reading.Invalid row, boolean dryRun, UUID id) {
        return new Event.Accepted(
                eventId(arrival, row, id),
                arrival.receivedAt(),
                id,
                0,
                CancellationIds.correlationId(id),
                row.requestId(),
                row.appointmentId(),
                null,
                null,
                null,
                arrival.receivedAt(),
                source(arrival, row),
                arrival.batchId(),
                arrival.replyTo(),
                row.origin(),
                null,
                dryRun);
    }

    /** It was refused at once. */
    static List<Event> refusal(Problem problem, Event accepted, UUID id, int generation, Instant now) {
        String which = generation == 0 ? id.toString() : id + "/" + generation;
        return List.of(
                accepted,
                new Event.ProviderEnded(
                        NameBasedUuid.of("refused", which), now, id, generation, ProviderOutcome.REJECTED, 0, problem),
                new Event.RegistryEnded(
                        NameBasedUuid.of("refused-registry", which),
                        now,
                        id,
                        generation,
                        RegistryOutcome.SKIPPED,
                        0,
                        0,
                        null));
    }

    private static UUID eventId(Arrival arrival, Reading.Row row, UUID id) {
        return NameBasedUuid.of("accepted", id.toString(), arrival.arrivalId(), Integer.toString(row.number()));
    }

    private static Source source(Arrival arrival, Reading.Row row) {
        return new Source(arrival.channel(), arrival.name(), row.number(), arrival.requester());
    }
}
