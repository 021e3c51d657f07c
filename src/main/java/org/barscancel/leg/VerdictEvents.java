package org.barscancel.leg;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What a verdict leaves behind for the ledger. */
public final class VerdictEvents {
    private final Clock clock;

    /**
     * Sets up the events' clock.
     *
     * @param clock tells when things happened
     */
    public VerdictEvents(Clock clock) {
        this.clock = clock;
    }

    /** The events of a verdict, in the order of the legs. */
    public List<Event> of(Verdict verdict) {
        Cancellation cancellation = verdict.cancellation();
        if (verdict instanceof Verdict.Found) {
            return List.of(found(cancellation));
        }
        if (verdict instanceof Verdict.Proceed) {
            return List.of(providerEnded(cancellation, succeeded(cancellation), null));
        }
        if (verdict instanceof Verdict.Finished finished) {
            Event registry = registryEnded(cancellation, finished.registry(), finished.pointers(), null);
            return finished.registry() == RegistryOutcome.SKIPPED
                    ? List.of(providerEnded(cancellation, succeeded(cancellation), null), registry)
                    : List.of(registry);
        }
        if (verdict instanceof Verdict.Again again) {
            return List.of(waiting(again));
        }
        if (verdict instanceof Verdict.Reject reject) {
            return stopped(cancellation, reject.leg(), ProviderOutcome.REJECTED, reject.problem());
        }
        Verdict.Park park = (Verdict.Park) verdict;
        return stopped(cancellation, park.leg(), ProviderOutcome.PARKED, park.problem());
    }

    private List<Event> stopped(Cancellation cancellation, Leg leg, ProviderOutcome outcome, Problem problem) {
        return leg == Leg.PROVIDER
                ? List.of(
                        providerEnded(cancellation, outcome, problem),
                        registryEnded(cancellation, RegistryOutcome.SKIPPED, 0, null))
                : List.of(registryEnded(
                        cancellation,
                        RegistryOutcome.PARKED,
                        cancellation.registry().removed().size(),
                        problem));
    }

    private Event found(Cancellation cancellation) {
        return new Event.Found(
                eventId(cancellation, "found", cancellation.appointmentId(), ""),
                clock.instant(),
                cancellation.cancellationId(),
                cancellation.generation(),
                cancellation.appointmentId());
    }

    private Event waiting(Verdict.Again again) {
        Cancellation cancellation = again.cancellation();
        Instant now = clock.instant();
        int attempts = again.leg() == Leg.PROVIDER
                ? cancellation.provider().attempts()
                : cancellation.registry().attempts();
        return new Event.Waiting(
                eventId(cancellation, "waiting", again.leg().code(), now.toString()),
                now,
                cancellation.cancellationId(),
                cancellation.generation(),
                again.leg(),
                attempts,
                now.plus(again.delay()),
                again.why());
    }

    /** A request may run twice, and each run tells of its own end: the time tells them apart. */
    private Event providerEnded(Cancellation cancellation, ProviderOutcome outcome, @Nullable Problem problem) {
        Instant now = clock.instant();
        return new Event.ProviderEnded(
                eventId(cancellation, "provider-ended", outcome.code(), now.toString()),
                now,
                cancellation.cancellationId(),
                cancellation.generation(),
                outcome,
                cancellation.provider().attempts(),
                problem,
                outcome == ProviderOutcome.DONE || outcome == ProviderOutcome.WOULD_CANCEL
                        ? cancellation.provider().changes()
                        : List.of());
    }

    private Event registryEnded(
            Cancellation cancellation, RegistryOutcome outcome, int pointers, @Nullable Problem problem) {
        Instant now = clock.instant();
        return new Event.RegistryEnded(
                eventId(cancellation, "registry-ended", outcome.code(), now.toString()),
                now,
                cancellation.cancellationId(),
                cancellation.generation(),
                outcome,
                cancellation.registry().attempts(),
                pointers,
                problem);
    }

    private static ProviderOutcome succeeded(Cancellation cancellation) {
        ProviderOutcome outcome = cancellation.provider().outcome();
        return outcome == null ? ProviderOutcome.DONE : outcome;
    }

    private static UUID eventId(Cancellation cancellation, String type, String what, String detail) {
        return NameBasedUuid.of(
                cancellation.cancellationId().toString(),
                Integer.toString(cancellation.generation()),
                type,
                what,
                detail);
    }
}
