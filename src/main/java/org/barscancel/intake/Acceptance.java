package org.barscancel.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.CancellationIds;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reading;

/**
 * The one door: gives each request its identity and decides whether it is carried out, answered from the ledger, or
 * refused.
 */
public final class Acceptance {
    private final History history;
    private final Function<NhsNumber, String> nhsNumberHash;
    private final Clock clock;
    private final ProviderChoice providers;
    private final String home;
    private final boolean dryRunOnly;

    /**
     * Sets up the door of a program that has one provider, and carries out what it is asked.
     *
     * @param history knows earlier arrivals
     * @param nhsNumberHash makes an NHS number searchable without keeping it
     * @param clock tells when requests are accepted
     * @param home names the folder that files are taken from, and answered in
     */
    public Acceptance(History history, Function<NhsNumber, String> nhsNumberHash, Clock clock, String home) {
        this(history, nhsNumberHash, clock, ProviderChoice.ONE, home, false);
    }

    /**
     * Sets up the door.
     *
     * @param history knows earlier arrivals
     * @param nhsNumberHash makes an NHS number searchable without keeping it
     * @param clock tells when requests are accepted
     * @param providers tells which provider a request is for
     * @param home names the folder that files are taken from, and answered in
     * @param dryRunOnly whether every request is a dry run, whatever it says
     */
    public Acceptance(
            History history,
            Function<NhsNumber, String> nhsNumberHash,
            Clock clock,
            ProviderChoice providers,
            String home,
            boolean dryRunOnly) {
        this.history = history;
        this.nhsNumberHash = nhsNumberHash;
        this.clock = clock;
        this.providers = providers;
        this.home = home;
        this.dryRunOnly = dryRunOnly;
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
                arrival.size(),
                arrival.name() == null ? null : home));
    }

    /** Decides what becomes of a row. */
    public Admission admit(Arrival arrival, Reading.Row row) {
        return row instanceof Reading.Valid valid ? admit(arrival, valid) : refuse(arrival, (Reading.Invalid) row);
    }

    private Admission admit(Arrival arrival, Reading.Valid row) {
        CancellationRequest request = isDryRun(arrival, row) ? row.request().asDryRun() : row.request();
        UUID id = CancellationIds.cancellationId(arrival.requester(), messageId(arrival, row, request), request);
        UUID correlationId =
                request.correlationId() != null ? request.correlationId() : CancellationIds.correlationId(id);
        Optional<History.Past> past = history.find(id);
        boolean runs = past.filter(known -> !runsAgain(known, request)).isEmpty();
        int generation = past.map(known -> runs && known.ended() ? known.generation() + 1 : known.generation())
                .orElse(0);
        NhsNumber nhsNumber = request.nhsNumber();
        Event accepted = AcceptanceEvents.accepted(
                arrival, row, request, id, generation, nhsNumber == null ? null : nhsNumberHash.apply(nhsNumber));
        if (!runs) {
            return new Admission.Repeated(List.of(accepted));
        }
        ProviderChoice.Choice choice = providers.of(request.targetService(), arrival.requester());
        if (choice instanceof ProviderChoice.None none) {
            return new Admission.Refused(
                    id,
                    row.original(),
                    none.problem(),
                    AcceptanceEvents.refusal(none.problem(), accepted, id, generation, clock.instant()));
        }
        return new Admission.Queued(
                new Cancellation(
                        id,
                        correlationId,
                        generation,
                        arrival.receivedAt(),
                        acceptedAt(arrival, past),
                        request,
                        source(arrival, row.number()),
                        arrival.replyTo(),
                        ProviderProgress.NONE,
                        RegistryProgress.NONE,
                        ((ProviderChoice.Chosen) choice).provider(),
                        // What was once found stays so: by now another appointment may fit the same words.
                        request.appointmentId() != null
                                ? null
                                : past.map(History.Past::appointmentId).orElse(null)),
                List.of(accepted),
                past.filter(known -> !known.ended()).isPresent());
    }

    /**
     * Whether a known cancellation is to run. One under way is: the ledger may have heard of an acceptance whose commit
     * the broker then lost, and reading first makes a run too many harmless (R1, R9). Once it has ended, a request without
     * an id of the requester's own, or a dry run, is this very arrival, read again after a crash.
     */
    private static boolean runsAgain(History.Past known, CancellationRequest request) {
        boolean mayComeAgain = request.requestId() != null && !request.dryRun();
        return !known.endedWell() && (mayComeAgain || !known.ended());
    }

    /**
     * The same for each arrival of a request that is under way: two messages of it must not write two bodies (R5). What
     * the ledger keeps is coarser than the clock.
     */
    private static Instant acceptedAt(Arrival arrival, Optional<History.Past> past) {
        return past.filter(known -> !known.ended())
                .map(History.Past::receivedAt)
                .orElse(arrival.receivedAt())
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private Admission refuse(Arrival arrival, Reading.Invalid row) {
        String requestId = row.requestId();
        boolean dryRun = isDryRun(arrival, row);
        String ownArrival = arrival.arrivalId() + "/" + row.number();
        UUID id = CancellationIds.ofUnreadable(
                arrival.requester(),
                dryRun ? "dry run/" + ownArrival : requestId != null ? "request/" + requestId : ownArrival,
                row.original().getBytes(StandardCharsets.UTF_8));
        List<Event> events = AcceptanceEvents.refusal(
                row.problem(), AcceptanceEvents.refused(arrival, row, dryRun, id), id, 0, clock.instant());
        return requestId != null && history.find(id).isPresent()
                ? new Admission.RefusedBefore(id, row.problem(), events)
                : new Admission.Refused(id, row.original(), row.problem(), events);
    }

    /** Whoever says so is heard: the program, the arrival or the row; nobody can say that it is none. */
    private boolean isDryRun(Arrival arrival, Reading.Row row) {
        return dryRunOnly
                || arrival.dryRun()
                || (row instanceof Reading.Valid valid ? valid.request().dryRun() : ((Reading.Invalid) row).dryRun());
    }

    /**
     * Where the requester gives no id, the arrival is the id: the same content dropped again is a new request. So is each
     * dry run: what was found the last time need not be so any more.
     */
    private static String messageId(Arrival arrival, Reading.Row row, CancellationRequest request) {
        return request.requestId() != null && !request.dryRun()
                ? "request/" + request.requestId()
                : "arrival/" + arrival.arrivalId() + "/" + row.number();
    }

    private static Source source(Arrival arrival, int row) {
        return new Source(arrival.channel(), arrival.name(), arrival.rows().many() ? row : null, arrival.requester());
    }
}
