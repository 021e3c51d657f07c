package org.barscancel.cancellation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * @param seen which booking the request has met
 * @param changes what the last PUT changes, or in a dry run would change; empty when there was none
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
        Facts facts,
        Seen seen,
        List<Change> changes) {

    /** A message of an earlier version has seen nothing, and tells of no change. */
    public ProviderProgress {
        seen = Objects.requireNonNullElse(seen, Seen.NOTHING);
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

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
            new ProviderProgress(0, null, false, false, 0, 0, false, null, Facts.NONE, Seen.NOTHING, List.of());

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
                facts,
                seen,
                changes);
    }

    /** A PUT may have reached the provider. */
    public ProviderProgress putMayHaveHappened(Instant at) {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                true,
                claimed,
                conflicts,
                contradictions,
                tokenRenewed,
                outcome,
                facts,
                seen.put(at),
                changes);
    }

    /** The provider claims the change; a read must show it. */
    public ProviderProgress changeClaimed(Instant at) {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                true,
                true,
                conflicts,
                contradictions,
                tokenRenewed,
                outcome,
                facts,
                seen.put(at),
                changes);
    }

    /** The read contradicted the claim. */
    public ProviderProgress claimContradicted() {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                false,
                conflicts,
                contradictions + 1,
                tokenRenewed,
                outcome,
                facts,
                seen,
                changes);
    }

    /** The appointment changed between read and write. */
    public ProviderProgress conflicted() {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                false,
                conflicts + 1,
                contradictions,
                tokenRenewed,
                outcome,
                facts,
                seen,
                changes);
    }

    /** This is what the PUT changes that comes next, or in a dry run would. */
    public ProviderProgress changing(List<Change> next) {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                claimed,
                conflicts,
                contradictions,
                tokenRenewed,
                outcome,
                facts,
                seen,
                next);
    }

    /** The token was renewed. */
    public ProviderProgress renewed() {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                claimed,
                conflicts,
                contradictions,
                true,
                outcome,
                facts,
                seen,
                changes);
    }

    /** The appointment was found; the token may have been another far side's. */
    public ProviderProgress lookedUp() {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                claimed,
                conflicts,
                contradictions,
                false,
                outcome,
                facts,
                seen,
                changes);
    }

    /** What the appointment shows. */
    public ProviderProgress with(Facts shown) {
        return reading(shown, seen);
    }

    /** What the appointment shows, and as which booking. */
    public ProviderProgress reading(Facts shown, Seen booking) {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                claimed,
                conflicts,
                contradictions,
                tokenRenewed,
                outcome,
                shown,
                booking,
                changes);
    }

    /**
     * A new series of attempts (R18): counted from the start, with all that is still true. A PUT that may have been made is
     * remembered; a claim is not, since the new generation is the answer to it.
     */
    public ProviderProgress replayed() {
        return new ProviderProgress(0, null, putSent, false, 0, 0, false, null, facts, seen, changes);
    }

    /** The leg ended; the run that ended it counts as an attempt. */
    public ProviderProgress ended(ProviderOutcome how) {
        return new ProviderProgress(
                attempts + 1,
                firstAttemptAt,
                putSent,
                false,
                conflicts,
                contradictions,
                tokenRenewed,
                how,
                facts,
                seen,
                changes);
    }

    /** The leg ended with the attempt that was counted last. */
    public ProviderProgress endedAfter(ProviderOutcome how) {
        return new ProviderProgress(
                attempts,
                firstAttemptAt,
                putSent,
                false,
                conflicts,
                contradictions,
                tokenRenewed,
                how,
                facts,
                seen,
                changes);
    }
}
