package org.barscancel.ledger;

import java.util.List;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.ReplyTo;

/**
 * A cancellation that has ended, and who is to be told.
 *
 * @param result what is told
 * @param replies those who wait for it on a queue or topic of their own; may be empty
 */
public record Settled(CancellationResult result, List<ReplyTo> replies) {
    /** Copies the list. */
    public Settled {
        replies = List.copyOf(replies);
    }
}
