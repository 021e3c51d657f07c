package org.barscancel.answer;

import org.jspecify.annotations.Nullable;

/**
 * A file of requests, as far as answering it needs.
 *
 * @param batchId the file's claim
 * @param requester the inbox's subfolder, with {@code /} between levels; null when there was none
 * @param name the file's name
 * @param resultName what the names of its result and progress files begin with; no other batch has it
 * @param many whether the answer is a list
 * @param size how many requests it holds, from 0
 * @param complete whether every one of them has ended
 * @param home where the file lies, and so who answers it; null when that is not known
 */
public record BatchSummary(
        String batchId,
        @Nullable String requester,
        String name,
        String resultName,
        boolean many,
        int size,
        boolean complete,
        @Nullable String home) {}
