package org.barscancel.leg;

import java.time.Duration;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/**
 * What becomes of a request that was not begun when a person aborted its list. It is read first all the same (R1): a run that
 * a crash has hidden may have cancelled the appointment, and whoever asked must not be told otherwise. Nothing is written.
 */
public final class AbortedList {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);

    /**
     * Judges what the read has led to.
     *
     * @param cancellation as it came
     * @param step what would be done next, if the list went on
     */
    public ProviderStep instead(Cancellation cancellation, ProviderStep step) {
        if (!(step instanceof ProviderStep.Ended ended)) {
            return new ProviderStep.Ended(refused(cancellation));
        }
        Cancellation read = ended.verdict().cancellation();
        if (read.provider().outcome() == ProviderOutcome.WOULD_CANCEL) {
            // A dry run ends as the request that is meant would have: it is not what its list is to show.
            return new ProviderStep.Ended(refused(cancellation));
        }
        return ended.verdict() instanceof Verdict.Again again
                ? new ProviderStep.Ended(new Verdict.Again(
                        cancellation,
                        Leg.PROVIDER,
                        again.delay().compareTo(SHORTEST_WAIT) > 0 ? again.delay() : SHORTEST_WAIT,
                        "Its list was aborted; the provider has yet to show that it was not cancelled. " + again.why()))
                : step;
    }

    /** Of one that cannot have been begun. */
    public Verdict refused(Cancellation cancellation) {
        return new Verdict.Reject(
                cancellation.with(cancellation.provider().ended(ProviderOutcome.REJECTED)),
                Leg.PROVIDER,
                new Problem(
                        ProblemCode.ABORTED,
                        "The list was aborted before this request of it was begun; nothing was written."));
    }
}
