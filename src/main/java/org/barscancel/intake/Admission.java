package org.barscancel.intake;

import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.problem.Problem;

/** What becomes of one request at the door. */
public sealed interface Admission {
    /** What the ledger is told, in the same transaction. */
    List<Event> events();

    /** On to the provider leg. */
    record Queued(Cancellation cancellation, List<Event> events) implements Admission {}

    /**
     * Not a request that can be carried out.
     *
     * @param original the row or message as received
     */
    record Refused(UUID cancellationId, String original, Problem problem, List<Event> events) implements Admission {
        /** Without the original (R23). */
        @Override
        public String toString() {
            return "Refused[" + cancellationId + " " + problem.code().code() + "]";
        }
    }

    /** The request ended well before, or is this very arrival read again: the ledger answers, and nobody is called. */
    record Repeated(List<Event> events) implements Admission {}
}
