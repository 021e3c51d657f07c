package org.barscancel.cancellation;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the registry leg has come; travels with the message.
 *
 * @param attempts how often the far side was asked and did not settle it
 * @param firstAttemptAt when this series of attempts began
 * @param claimed whether the registry claimed a removal and a search has yet to show it (R18)
 * @param contradictions how often a search contradicted such a claim
 * @param tokenRenewed whether the token was renewed for this leg (R24)
 * @param removed the ids of the pointers dealt with so far
 */
public record RegistryProgress(
        int attempts,
        @Nullable Instant firstAttemptAt,
        boolean claimed,
        int contradictions,
        boolean tokenRenewed,
        Set<String> removed) {
    /** Nothing done yet. */
    public static final RegistryProgress NONE = new RegistryProgress(0, null, false, 0, false, Set.of());

    /** Copies the set, so that a record cannot change under its holder. */
    public RegistryProgress {
        removed = Set.copyOf(removed);
    }

    /** One more attempt that settled nothing. */
    public RegistryProgress attempted(Instant now) {
        return new RegistryProgress(
                attempts + 1,
                firstAttemptAt == null ? now : firstAttemptAt,
                claimed,
                contradictions,
                tokenRenewed,
                removed);
    }

    /** The leg ended; the run that ended it counts as an attempt. */
    public RegistryProgress ended() {
        return new RegistryProgress(attempts + 1, firstAttemptAt, claimed, contradictions, tokenRenewed, removed);
    }

    /** The registry claims a removal; a search must show it. */
    public RegistryProgress changeClaimed() {
        return new RegistryProgress(attempts, firstAttemptAt, true, contradictions, tokenRenewed, removed);
    }

    /** The search contradicted the claim. */
    public RegistryProgress claimContradicted() {
        return new RegistryProgress(attempts, firstAttemptAt, false, contradictions + 1, tokenRenewed, removed);
    }

    /** The token was renewed. */
    public RegistryProgress renewed() {
        return new RegistryProgress(attempts, firstAttemptAt, claimed, contradictions, true, removed);
    }

    /** These pointers are dealt with, all told. */
    public RegistryProgress with(Set<String> ids) {
        return new RegistryProgress(attempts, firstAttemptAt, claimed, contradictions, tokenRenewed, ids);
    }

    /**
     * A new series of attempts (R18): counted from the start, with the pointers dealt with so far. A claim is not
     * remembered, since the new generation is the answer to it.
     */
    public RegistryProgress replayed() {
        return new RegistryProgress(0, null, false, 0, false, removed);
    }
}
