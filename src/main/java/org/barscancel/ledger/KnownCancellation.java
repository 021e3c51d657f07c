package org.barscancel.ledger;

import java.time.Instant;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a cancellation whose request has come again.
 *
 * @param generation the highest series of attempts known, from 0; a new run takes the next one
 * @param provider how the provider leg stands
 * @param registry how the registry leg stands
 * @param appointmentId which appointment it is about, once that is known
 * @param receivedAt when it first arrived; null when that is not known yet
 * @param settledAt since when nothing is left to do of it; null while anything is open
 */
public record KnownCancellation(
        int generation,
        ProviderOutcome provider,
        RegistryOutcome registry,
        @Nullable String appointmentId,
        @Nullable Instant receivedAt,
        @Nullable Instant settledAt) {
    /** Whether both legs have ended, well or not. */
    public boolean ended() {
        return provider != ProviderOutcome.PENDING && registry != RegistryOutcome.PENDING;
    }

    /** Whether there is nothing left to do, so that a repeat is answered from the ledger and touches nobody. */
    public boolean endedWell() {
        return provider.succeeded() && (registry.succeeded() || registry == RegistryOutcome.SKIPPED);
    }
}
