package org.barscancel.cancellation;

import java.time.Instant;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/**
 * How far the provider leg has come; travels with the message, so that a retry knows what went before.
 *
 * @param attempts how often the far side was asked and did not settle it
 * @param firstAttemptAt when this series of attempts began
 * @param putSent whether a PUT may have reached the provider
 * @param claimed whether the provider claimed the change and a read has yet to show it (R6, R18)
 * @param conflicts how often the appointment changed between read and write (R7)
 * @param contradictions how often a read contradicted such a claim
 * @param tokenRenewed whether the token was renewed for this leg (R24)
 * @param outcome how the leg ended, once it has
 * @param facts what the appointment shows that the writes and the registry leg need
 */
public record ProviderProgress(
        int attempts,
        @Nullable Instant firstAttemptAt,
        boolean putSent,
        boolean claimed,
        int conflicts,
        int contradictions,
        boolean tokenRenewed,
        @Nullable ProviderOutcome outcome,
        Facts facts) {

    /**
     * What the appointment shows that the writes and the registry leg need.
     *
     * @param nhsNumber the NHS number it shows (R16)
     * @param patientId the Patient it refers to (R16)
     * @param useCaseCategory its use-case category (R19)
     */
    public record Facts(@Nullable NhsNumber nhsNumber, @Nullable String patientId, @Nullable String useCaseCategory) {
        /** Nothing known. */
        public static final Facts NONE = new Facts(null, null, null);
    }

    /** Nothing done yet. */
    public static final ProviderProgress NONE =
            new ProviderProgress(0, null, false, false, 0, 0, false, null, Facts.NONE);

    /** One more attempt that settled nothing. */
    public ProviderProgress attempted(Instant now) {
        return new ProviderProgress(
                attempts + 1,
                firstAttemptAt == null ? now : firstAttemptAt,
                putSent,
                claimed,
                conflicts,
                contradictions,
                tokenRenewed,
                outcome,
                facts);
    }

    /** A PUT may have reached the provider. */
    public ProviderProgress putMayHaveHappened() {
        return new ProviderProgress(
                attempts, firstAttemptAt, true, claimed, conflicts, contradictions, tokenRenewed, outcome, facts);
    }

    /** The provider claims the change; a read must show it. */
    public ProviderProgress changeClaimed() {
        return new ProviderProgress(
                attempts, firstAttemptAt, true, true, conflicts, contradictions, tokenRenewed, outcome, facts);
    }

    /** The read contradicted the claim. */
    public ProviderProgress claimContradicted() {
        return new ProviderProgress(
                attempts, firstAttemptAt, putSent, false, conflicts, contradictions + 1, tokenRenewed, outcome, facts);
    }

    /** The appointment changed between read and write. */
    public ProviderProgress conflicted() {
        return new ProviderProgress(
                attempts, firstAttemptAt, putSent, false, conflicts + 1, contradictions, tokenRenewed, outcome, facts);
    }

    /** The token was renewed. */
    public ProviderProgress renewed() {
        return new ProviderProgress(
                attempts, firstAttemptAt, putSent, claimed, conflicts, contradictions, true, outcome, facts);
    }

    /** What the appointment shows. */
    public ProviderProgress with(Facts shown) {
        return new ProviderProgress(
                attempts, firstAttemptAt, putSent, claimed, conflicts, contradictions, tokenRenewed, outcome, shown);
    }

    /** The leg ended; the run that ended it counts as an attempt. */
    public ProviderProgress ended(ProviderOutcome how) {
        return new ProviderProgress(
                attempts + 1, firstAttemptAt, putSent, false, conflicts, contradictions, tokenRenewed, how, facts);
    }

    /** The leg ended with the attempt that was counted last. */
    public ProviderProgress endedAfter(ProviderOutcome how) {
        return new ProviderProgress(
                attempts, firstAttemptAt, putSent, false, conflicts, contradictions, tokenRenewed, how, facts);
    }
}
