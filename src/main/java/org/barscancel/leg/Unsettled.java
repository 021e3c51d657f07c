package org.barscancel.leg;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What follows an answer that settles nothing (the rows of R24 that are not a success): again later, rejected or parked.
 */
public final class Unsettled {
    private final RetryPolicy retry;
    private final Predicate<Cancellation> renewToken;
    private final Clock clock;

    /**
     * Sets up the rules of one leg.
     *
     * @param retry how long to wait
     * @param renewToken gets a new token for the leg's far side, and tells whether there is one to get
     * @param clock tells when attempts are made
     */
    public Unsettled(RetryPolicy retry, Predicate<Cancellation> renewToken, Clock clock) {
        this.retry = retry;
        this.renewToken = renewToken;
        this.clock = clock;
    }

    /** Whether asking again would bring the same answer, so that another way may be tried now. */
    boolean settlesNothingForGood(Answer answer) {
        return answer instanceof Answer.Absent
                || answer instanceof Answer.NotRouted
                || answer instanceof Answer.Refused
                || answer instanceof Answer.Invalid
                || answer instanceof Answer.Unauthorised;
    }

    /** The back-off before the next attempt, ignoring when the first one was. */
    Optional<Duration> delay(int attempts, Instant now) {
        return retry.next(attempts, now, now, null);
    }

    /** What follows in the provider leg. */
    Verdict provider(Cancellation cancellation, Answer answer) {
        return lookUp(cancellation, answer, "provider", "appointment");
    }

    /**
     * What follows when an appointment is looked up, which is a part of the provider leg wherever it is done.
     *
     * @param who the far side that was asked
     * @param what it was asked for
     */
    Verdict lookUp(Cancellation cancellation, Answer answer, String who, String what) {
        if (answer instanceof Answer.HeldBack held) {
            return heldBack(cancellation, Leg.PROVIDER, held);
        }
        ProviderProgress progress = cancellation.provider();
        Instant now = clock.instant();
        if (isPassing(answer)) {
            Cancellation next = cancellation.with(progress.attempted(now));
            return again(
                    next,
                    Leg.PROVIDER,
                    next.provider().attempts(),
                    next.provider().firstAttemptAt(),
                    answer,
                    now,
                    who);
        }
        if (mayRenew(cancellation, answer, progress.tokenRenewed())) {
            return renewed(cancellation.with(progress.renewed()), Leg.PROVIDER, answer);
        }
        Problem problem = problem(answer, who, what);
        return problem.code() == ProblemCode.NOT_FOUND || problem.code() == ProblemCode.REFUSED
                ? new Verdict.Reject(cancellation.with(progress.ended(ProviderOutcome.REJECTED)), Leg.PROVIDER, problem)
                : new Verdict.Park(cancellation.with(progress.ended(ProviderOutcome.PARKED)), Leg.PROVIDER, problem);
    }

    /** What follows in the registry leg; nothing is rejected there, since the appointment is cancelled (R17). */
    Verdict registry(Cancellation cancellation, Answer answer) {
        if (answer instanceof Answer.HeldBack held) {
            return heldBack(cancellation, Leg.REGISTRY, held);
        }
        RegistryProgress progress = cancellation.registry();
        Instant now = clock.instant();
        if (isPassing(answer)) {
            Cancellation next = cancellation.with(progress.attempted(now));
            return again(
                    next,
                    Leg.REGISTRY,
                    next.registry().attempts(),
                    next.registry().firstAttemptAt(),
                    answer,
                    now,
                    "registry");
        }
        if (mayRenew(cancellation, answer, progress.tokenRenewed())) {
            return renewed(cancellation.with(progress.renewed()), Leg.REGISTRY, answer);
        }
        return new Verdict.Park(
                cancellation.with(progress.attempted(now)), Leg.REGISTRY, problem(answer, "registry", "pointer"));
    }

    /** Nobody was asked, so nothing is counted and no time is used up. */
    private static Verdict heldBack(Cancellation cancellation, Leg leg, Answer.HeldBack held) {
        return new Verdict.Again(cancellation, leg, held.retryAfter(), "Not sent: " + held.what() + ".");
    }

    /** On a read a conflict or a duplicate means no more than that the far side did not answer. */
    private static boolean isPassing(Answer answer) {
        return answer instanceof Answer.Unavailable
                || answer instanceof Answer.NotSent
                || answer instanceof Answer.TooManyRequests
                || answer instanceof Answer.MaybeApplied
                || answer instanceof Answer.Conflict
                || answer instanceof Answer.Duplicate;
    }

    private boolean mayRenew(Cancellation cancellation, Answer answer, boolean alreadyRenewed) {
        return answer instanceof Answer.Unauthorised unauthorised
                && unauthorised.renewable()
                && !alreadyRenewed
                && renewToken.test(cancellation);
    }

    private static Verdict renewed(Cancellation cancellation, Leg leg, Answer answer) {
        return new Verdict.Again(cancellation, leg, Duration.ZERO, "A new token is tried after " + answer.what() + ".");
    }

    private Verdict again(
            Cancellation next,
            Leg leg,
            int attempts,
            @Nullable Instant firstAttemptAt,
            Answer answer,
            Instant now,
            String who) {
        Instant first = firstAttemptAt == null ? now : firstAttemptAt;
        Optional<Duration> delay = retry.next(attempts, first, now, retryAfter(answer));
        if (delay.isPresent()) {
            return new Verdict.Again(
                    next, leg, delay.get(), "The " + who + " did not settle it: " + answer.what() + ".");
        }
        Problem problem = new Problem(
                ProblemCode.UNAVAILABLE,
                "The " + who + " did not settle it in " + attempts + " attempts since " + first
                        + "; the last answer was " + answer.what() + ".");
        Cancellation parked =
                leg == Leg.PROVIDER ? next.with(next.provider().endedAfter(ProviderOutcome.PARKED)) : next;
        return new Verdict.Park(parked, leg, problem);
    }

    private static @Nullable Duration retryAfter(Answer answer) {
        if (answer instanceof Answer.TooManyRequests tooMany) {
            return tooMany.retryAfter();
        }
        return answer instanceof Answer.Unavailable unavailable ? unavailable.retryAfter() : null;
    }

    private static Problem problem(Answer answer, String who, String what) {
        if (answer instanceof Answer.Absent) {
            return new Problem(
                    ProblemCode.NOT_FOUND, "The " + who + " does not know the " + what + " (" + answer.what() + ").");
        }
        if (answer instanceof Answer.NotRouted) {
            return new Problem(ProblemCode.ROUTING, "The message did not reach its service (" + answer.what() + ").");
        }
        if (answer instanceof Answer.Refused) {
            return new Problem(ProblemCode.REFUSED, "The " + who + " refuses the message (" + answer.what() + ").");
        }
        if (answer instanceof Answer.Unauthorised) {
            return new Problem(
                    ProblemCode.UNAUTHORISED, "The " + who + " does not accept this caller (" + answer.what() + ").");
        }
        return new Problem(
                ProblemCode.INVALID_ANSWER,
                "The " + who + " gave no FHIR answer to the question (" + answer.what() + ").");
    }
}
