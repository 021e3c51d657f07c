package org.barscancel.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a trouble from the first look that saw it until it is over.
 *
 * @param reason what it is
 * @param since when it began
 * @param seenAt when it was last seen
 * @param count how many there were then
 * @param toldAt when it was last told; null = not yet
 */
public record Notice(Reason reason, Instant since, Instant seenAt, long count, @Nullable Instant toldAt) {
    Notice told(Instant now) {
        return new Notice(reason, since, seenAt, count, now);
    }
}
