package org.barscancel.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file or list of requests that could be read.
 *
 * @param batchId the file's claim, or the list's own id
 * @param requester who asked, as the channel knows it
 * @param name the file's name; null when it was no file
 * @param size how many requests it holds, from 0
 * @param complete whether every one of them has ended
 * @param openedAt when it was taken
 */
public record KnownBatch(
        String batchId,
        @Nullable String requester,
        @Nullable String name,
        int size,
        boolean complete,
        Instant openedAt) {}
