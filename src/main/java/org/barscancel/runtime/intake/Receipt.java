package org.barscancel.runtime.intake;

import org.barscancel.answer.CancellationResult;
import org.barscancel.answer.CancellationResult.Attempts;
import org.barscancel.answer.CancellationResult.Origin;
import org.barscancel.answer.CancellationResult.Trouble;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.intake.Admission;
import org.jspecify.annotations.Nullable;

/** What can be said of one request from its admission alone. */
public final class Receipt {
    private Receipt() {}

    /** The event that tells of the admission; each has one. */
    public static Event.Accepted accepted(Admission admission) {
        return admission.events().stream()
                .filter(Event.Accepted.class::isInstance)
                .map(Event.Accepted.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Whether nothing more becomes of it. */
    public static boolean isFinal(CancellationResult result) {
        return result.finishedAt() != null;
    }

    /**
     * The result of a request as it was admitted: pending, or rejected if it was refused.
     *
     * @param simulated whether the far sides are those of the simulator
     */
    public static CancellationResult atTheDoor(Admission admission, boolean simulated) {
        Event.Accepted accepted = accepted(admission);
        Admission.@Nullable Refusal refused = admission instanceof Admission.Refusal one ? one : null;
        return new CancellationResult(
                accepted.cancellationId(),
                accepted.correlationId(),
                accepted.requestId(),
                accepted.appointmentId(),
                accepted.requestedStatus(),
                refused == null ? ProviderOutcome.PENDING : ProviderOutcome.REJECTED,
                refused == null ? RegistryOutcome.PENDING : RegistryOutcome.SKIPPED,
                null,
                null,
                refused == null ? null : Trouble.of(refused.problem(), Leg.PROVIDER),
                null,
                accepted.receivedAt(),
                refused == null ? null : accepted.receivedAt(),
                new Attempts(0, 0),
                Origin.of(accepted.source()),
                accepted.dryRun() ? true : null,
                simulated ? true : null);
    }
}
