package org.barscancel.leg;

import java.time.Duration;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.problem.Problem;

/** What one run of a leg came to, and so where the message goes next. */
public sealed interface Verdict {
    /** The message as it goes on. */
    Cancellation cancellation();

    /** The appointment was looked up: the provider leg again at once, now that it knows which one. */
    record Found(Cancellation cancellation) implements Verdict {}

    /** The provider leg is done: on to the registry leg. */
    record Proceed(Cancellation cancellation) implements Verdict {}

    /** Both legs are done. */
    record Finished(Cancellation cancellation, org.barscancel.cancellation.RegistryOutcome registry, int pointers)
            implements Verdict {}

    /**
     * The same leg again.
     *
     * @param delay not before this long from now
     * @param why for a person, safe to show
     */
    record Again(Cancellation cancellation, Leg leg, Duration delay, String why) implements Verdict {}

    /** The answer will not change by itself. */
    record Reject(Cancellation cancellation, Leg leg, Problem problem) implements Verdict {}

    /** Time used up, or configuration at fault; replayable as it stands. */
    record Park(Cancellation cancellation, Leg leg, Problem problem) implements Verdict {}
}
