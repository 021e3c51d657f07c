package org.barscancel.ledger;

import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;

/**
 * What the ledger knows of a cancellation whose request has come again.
 *
 * @param generation the highest series of attempts known, from 0; a new run takes the next one
 * @param provider how the provider leg stands
 * @param registry how the registry leg stands
 */
public record KnownCancellation(int generation, ProviderOutcome provider, RegistryOutcome registry) {
    /** Whether both legs have ended, well or not. */
    public boolean ended() {
        return provider != ProviderOutcome.PENDING && registry != RegistryOutcome.PENDING;
    }

    /** Whether there is nothing left to do, so that a repeat is answered from the ledger and touches nobody. */
    public boolean endedWell() {
        return provider.succeeded() && (registry.succeeded() || registry == RegistryOutcome.SKIPPED);
    }
}
