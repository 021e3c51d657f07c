package org.barscancel.answer;

import java.util.Optional;
import java.util.function.Consumer;

/** What is known of a batch and its requests; the ledger knows it. */
public interface BatchResults {
    /** The batch of that id; empty when none of it is known yet, or when its file could not be read. */
    Optional<BatchSummary> batch(String batchId);

    /** Whether some requests of a batch are dry runs. */
    boolean hasDryRuns(String batchId);

    /** How many of its requests stand where. */
    BatchCounts counts(BatchSummary batch);

    /** Hands over the batch's results one by one, in the order of its rows, without holding them all in memory. */
    void forEachResult(String batchId, Consumer<CancellationResult> consumer);
}
