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

    /**
     * On to the provider leg.
     *
     * @param running whether an earlier arrival of the same request is still on its way
     */
    record Queued(Cancellation cancellation, List<Event> events, boolean running) implements Admission {}

    /** What is no request that can be carried out. */
    sealed interface Refusal extends Admission {
        /** Under which it can be looked up. */
        UUID cancellationId();

        /** Why. */
        Problem problem();
    }

    /**
     * A refusal that is to be kept.
     *
     * @param original the row or message as received
     */
    record Refused(UUID cancellationId, String original, Problem problem, List<Event> events) implements Refusal {
        /** Without the original (R23). */
        @Override
        public String toString() {
            return "Refused[" + cancellationId + " " + problem.code().code() + "]";
        }
    }

    /** The same came before and was refused: it is kept already. */
    record RefusedBefore(UUID cancellationId, Problem problem, List<Event> events) implements Refusal {}

    /** The request ended well before, or is this very arrival read again: the ledger answers, and nobody is called. */
    record Repeated(List<Event> events) implements Admission {}
}
