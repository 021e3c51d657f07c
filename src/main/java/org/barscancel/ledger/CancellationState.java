package org.barscancel.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.Event.Discarded;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How a cancellation stands: what its row holds.
 *
 * @param generation the highest one known
 * @param facts what was asked; null until the acceptance is known
 * @param appointmentId named by the request, or found since; null until then
 * @param changes what of the appointment was changed, or in a dry run would be
 * @param pointers null unless the registry leg succeeded
 * @param lastWait the last wait known
 * @param waiting whether that wait still stands
 * @param finishedAt null unless the result is final
 * @param settledAt null unless nothing is left to do
 * @param discarded by whom what stopped was dealt with; null when it was not
 * @param told what those who asked were told last, or are to be told now
 */
record CancellationState(
        UUID cancellationId,
        int generation,
        @Nullable Accepted facts,
        @Nullable String appointmentId,
        LegState<ProviderOutcome> provider,
        LegState<RegistryOutcome> registry,
        List<Change> changes,
        @Nullable Integer pointers,
        @Nullable LastWait lastWait,
        boolean waiting,
        @Nullable Instant finishedAt,
        @Nullable Instant settledAt,
        @Nullable Discarded discarded,
        Telling told) {

    static CancellationState of(UUID cancellationId, History history, @Nullable LastWait wait, Telling told) {
        LegState<ProviderOutcome> provider = history.provider();
        LegState<RegistryOutcome> registry = history.registry();
        int generation = wait == null ? history.generation() : Math.max(wait.generation(), history.generation());
        boolean waiting = wait != null
                && wait.generation() == generation
                && (wait.leg() == Leg.PROVIDER
                        ? provider.outcome() == ProviderOutcome.PENDING
                        : registry.outcome() == RegistryOutcome.PENDING);
        return new CancellationState(
                cancellationId,
                generation,
                history.facts().orElse(null),
                history.appointmentId().orElse(null),
                waiting ? provider.asked(wait, Leg.PROVIDER) : provider,
                waiting ? registry.asked(wait, Leg.REGISTRY) : registry,
                history.changes(),
                history.pointers(),
                wait,
                waiting,
                history.finishedAt(),
                history.settledAt(generation),
                history.discarded(),
                told);
    }

    boolean isFinal() {
        return finishedAt != null;
    }

    /** How the cancellation counts in its batches. */
    ProviderOutcome countedAs() {
        return isFinal() ? provider.outcome() : ProviderOutcome.PENDING;
    }
}
