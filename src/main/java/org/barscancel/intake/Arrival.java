package org.barscancel.intake;

import java.time.Instant;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A file, message or call as it came in, read but not yet accepted.
 *
 * @param channel {@code file}, {@code queue}, {@code mllp}, {@code http} or {@code console}
 * @param requester who asked, as the channel knows it
 * @param name the file's name
 * @param arrivalId unique to this arrival: the file's claim or the message's id, which are kept through a crash, or one
 *     of the call's own
 * @param batchId the file's claim, when the answer is a result file; the arrival's id, when it is a list that came by
 *     HTTP
 * @param replyTo who waits for the answer on a queue
 * @param receivedAt when it came
 * @param rows what it holds, or the part of it that is accepted now; never empty
 * @param size how many rows it holds in all
 * @param dryRun whether all of it is a dry run, whatever its rows say
 */
public record Arrival(
        String channel,
        @Nullable String requester,
        @Nullable String name,
        String arrivalId,
        @Nullable String batchId,
        @Nullable ReplyTo replyTo,
        Instant receivedAt,
        Reading.Rows rows,
        int size,
        boolean dryRun) {
    /** An arrival that is accepted at once, and to be carried out but for the rows that say otherwise. */
    public Arrival(
            String channel,
            @Nullable String requester,
            @Nullable String name,
            String arrivalId,
            @Nullable String batchId,
            @Nullable ReplyTo replyTo,
            Instant receivedAt,
            Reading.Rows rows) {
        this(
                channel,
                requester,
                name,
                arrivalId,
                batchId,
                replyTo,
                receivedAt,
                rows,
                rows.rows().size(),
                false);
    }

    /** The same; as a dry run if that is so. */
    public Arrival asDryRun(boolean isOne) {
        return isOne && !dryRun
                ? new Arrival(channel, requester, name, arrivalId, batchId, replyTo, receivedAt, rows, size, true)
                : this;
    }

    /** Without the rows (R23). */
    @Override
    public String toString() {
        return "Arrival[" + channel + " " + arrivalId + ", rows=" + rows.rows().size() + "]";
    }
}
