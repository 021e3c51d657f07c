package org.barscancel.reconciliation;

import java.time.Instant;
import java.util.UUID;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation as the ledger has it.
 *
 * @param generation the highest series of attempts known (R18)
 * @param appointmentId null when the request named none that could be read
 * @param requestedStatus null likewise
 * @param nhsNumberHash keyed hash of the NHS number that the request named, when it named one
 * @param targetService the service that the request named, when it named one (R19)
 * @param receivedAt when the request first arrived
 * @param provider how the provider leg stands
 * @param registry how the registry leg stands
 * @param discarded whether a person has dealt with what stopped
 * @param lastSignAt the latest moment that the ledger knows of: its arrival, the end of a leg, the end of a wait
 * @param superseded whether a later cancellation names the same appointment, so that the appointment says nothing about
 *     this one
 */
public record Recorded(
        UUID cancellationId,
        UUID correlationId,
        int generation,
        @Nullable String appointmentId,
        @Nullable TargetStatus requestedStatus,
        @Nullable String nhsNumberHash,
        @Nullable TargetService targetService,
        Source source,
        Instant receivedAt,
        ProviderOutcome provider,
        RegistryOutcome registry,
        boolean discarded,
        Instant lastSignAt,
        boolean superseded) {

    /** Whether a leg has not ended. */
    public boolean pending() {
        return provider == ProviderOutcome.PENDING || (provider.succeeded() && registry == RegistryOutcome.PENDING);
    }

    /** Whether a leg stopped and waits for a person or a replay. */
    public boolean open() {
        return !discarded
                && (provider == ProviderOutcome.PARKED
                        || provider == ProviderOutcome.REJECTED
                        || registry == RegistryOutcome.PARKED);
    }

    /** Without what the requester's channel calls itself. */
    @Override
    public String toString() {
        return "Recorded[" + cancellationId + "]";
    }
}
