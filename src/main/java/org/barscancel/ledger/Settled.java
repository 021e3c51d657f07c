package org.barscancel.ledger;

import java.util.List;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.request.MessageOrigin;

/**
 * A cancellation that has ended, and who is to be told.
 *
 * @param result what is told
 * @param replies those who wait for it on a queue or topic of their own; may be empty
 * @param origins the HL7 v2 messages that asked for it; may be empty
 */
public record Settled(CancellationResult result, List<ReplyTo> replies, List<MessageOrigin> origins) {
    /** Copies the lists. */
    public Settled {
        replies = List.copyOf(replies);
        origins = List.copyOf(origins);
    }
}
