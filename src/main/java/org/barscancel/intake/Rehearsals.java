package org.barscancel.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/**
 * Makes dry runs of cancellations that stopped. Each is a request of its own, so what stopped stays as it is and where it lies.
 * It is read and judged as a replay would be: for the same appointment, booking and provider, as a request that came when
 * the other one came. It says nothing by which its requester could take it for the other one, but the conversation's id.
 */
public final class Rehearsals {
    private final Function<NhsNumber, String> nhsNumberHash;
    private final Clock clock;

    /**
     * Sets up the rules.
     *
     * @param nhsNumberHash makes an NHS number searchable without keeping it
     * @param clock tells when they are asked for
     */
    public Rehearsals(Function<NhsNumber, String> nhsNumberHash, Clock clock) {
        this.nhsNumberHash = nhsNumberHash;
        this.clock = clock;
    }

    /**
     * What a person asks for.
     *
     * @param press the same each time the same form is sent, so that it is done once
     * @param selection which of what stopped
     * @param requester whose list it is; null = nobody's in particular
     */
    public record Asked(UUID press, ReplaySelection selection, @Nullable String requester) {
        /** The id of the dry run of the one that is named. */
        public UUID idOf(UUID cancellationId) {
            return NameBasedUuid.of("rehearsal", press.toString(), cancellationId.toString());
        }

        /** The list that they are; null when one is named. */
        public @Nullable String batchId() {
            return selection.cancellationId() == null ? Source.TRIED + press : null;
        }
    }

    /**
     * A dry run.
     *
     * @param cancellation goes to the queue of the provider leg
     * @param event tells the ledger
     */
    public record Rehearsed(Cancellation cancellation, Event.Accepted event) {}

    /**
     * Dry runs.
     *
     * @param opening tells the ledger of their list; empty when they are none
     * @param requests one of each that stopped
     */
    public record Made(List<Event> opening, List<Rehearsed> requests) {
        /** Copies the lists. */
        public Made {
            opening = List.copyOf(opening);
            requests = List.copyOf(requests);
        }
    }

    /**
     * Makes them.
     *
     * @param stopped each once
     */
    public Made of(Asked asked, List<Cancellation> stopped) {
        Instant now = clock.instant();
        String batchId = asked.batchId();
        List<Rehearsed> made = new ArrayList<>();
        for (Cancellation one : stopped) {
            made.add(rehearsed(asked, one, made.size() + 1, now));
        }
        return new Made(
                batchId == null || made.isEmpty()
                        ? List.of()
                        : List.of(new Event.BatchOpened(
                                NameBasedUuid.of("batch-opened", batchId),
                                now,
                                batchId,
                                asked.requester(),
                                null,
                                true,
                                made.size(),
                                null)),
                made);
    }

    private Rehearsed rehearsed(Asked asked, Cancellation stopped, int row, Instant now) {
        UUID id = asked.idOf(stopped.cancellationId());
        CancellationRequest request = stopped.request().identified(null).asDryRun();
        String requester = stopped.source().requester();
        NhsNumber nhsNumber = request.nhsNumber();
        Source source = new Source(Source.CONSOLE, null, asked.batchId() == null ? null : row, requester);
        return new Rehearsed(
                new Cancellation(
                        id,
                        stopped.correlationId(),
                        0,
                        stopped.receivedAt(),
                        stopped.acceptedAt(),
                        request,
                        source,
                        null,
                        // Both legs are looked at anew, but of the booking that the other one has met.
                        ProviderProgress.NONE.reading(
                                stopped.provider().facts(), stopped.provider().seen()),
                        RegistryProgress.NONE,
                        stopped.providerName(),
                        stopped.foundAppointmentId()),
                new Event.Accepted(
                        NameBasedUuid.of(
                                "accepted", id.toString(), asked.press().toString(), Integer.toString(row)),
                        now,
                        id,
                        0,
                        stopped.correlationId(),
                        null,
                        stopped.lacksAppointment() ? null : stopped.appointmentId(),
                        request.status(),
                        request.reason(),
                        nhsNumber == null ? null : nhsNumberHash.apply(nhsNumber),
                        now,
                        source,
                        asked.batchId(),
                        null,
                        null,
                        request.targetService(),
                        true));
    }
}
