package org.barscancel.console;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.barscancel.answer.BatchCounts;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.steering.Hold;
import org.jspecify.annotations.Nullable;

/**
 * How a list stands.
 *
 * @param batchId names it
 * @param name the file's name, when it came in one
 * @param requester who asked, as the channel knows it
 * @param size how many requests it holds
 * @param complete whether every one of them has ended
 * @param counts how many stand where
 * @param openedAt when it was taken
 * @param state {@code paused} or {@code aborted} when a person did so; else absent
 * @param since when they did so
 * @param by who did so, when known by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"batchId", "name", "requester", "size", "complete", "counts", "openedAt", "state", "since", "by"})
public record BatchAnswer(
        String batchId,
        @Nullable String name,
        @Nullable String requester,
        int size,
        boolean complete,
        BatchCounts counts,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant openedAt,
        @Nullable String state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant since,
        @Nullable String by) {
    /** As the ledger knows it. */
    public static BatchAnswer of(KnownBatch known, BatchCounts counts) {
        return of(known, counts, null);
    }

    /** As the ledger knows it, and as a person holds it. */
    static BatchAnswer of(KnownBatch known, BatchCounts counts, @Nullable Hold hold) {
        return new BatchAnswer(
                known.batchId(),
                known.name(),
                known.requester(),
                known.size(),
                known.complete(),
                counts,
                known.openedAt(),
                hold == null ? null : hold.state().code(),
                hold == null ? null : hold.since(),
                hold == null ? null : hold.by());
    }
}
