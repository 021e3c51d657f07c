package org.barscancel.leg;

import org.barscancel.cancellation.Cancellation;

/** What is done next about a cancellation whose appointment is not known by its id. */
public sealed interface ResolveStep {
    /** Search for it. */
    record Look(Cancellation cancellation, Search search) implements ResolveStep {}

    /** Nothing can be done about it. */
    record Ended(Verdict verdict) implements ResolveStep {}
}
