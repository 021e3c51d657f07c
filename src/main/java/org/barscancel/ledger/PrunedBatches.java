package org.barscancel.ledger;

import java.time.Instant;
import java.util.List;
import org.barscancel.ledger.LedgerPruning.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files and lists of requests of which nothing is open any more. A file that could not be read stays: it is an error. */
final class PrunedBatches {
    /** A list may have 100,000 rows, so each has a transaction of its own. */
    private static final String NEXT =
            """
            SELECT batch_id FROM batch b WHERE b.batch_id > :after AND b.opened_at < :before AND b.completed_at < :before
            AND b.problem_code IS NULL AND (b.result_name IS NULL OR b.answered_at < :before)
            AND NOT EXISTS (
                SELECT 1 FROM batch_row r JOIN cancellation c ON c.cancellation_id = r.cancellation_id
                WHERE r.batch_id = b.batch_id AND (c.settled_at IS NULL OR c.settled_at >= :before))
            ORDER BY b.batch_id FETCH FIRST 1 ROWS ONLY""";

    private static final String OPEN =
            """
            SELECT COUNT(*) FROM batch b WHERE b.batch_id = :batch
            AND (b.opened_at IS NULL OR b.completed_at IS NULL OR (b.result_name IS NOT NULL AND b.answered_at IS NULL)
                OR EXISTS (
                    SELECT 1 FROM batch_row r JOIN cancellation c ON c.cancellation_id = r.cancellation_id
                    WHERE r.batch_id = b.batch_id AND c.settled_at IS NULL))""";

    private final JdbcClient client;

    PrunedBatches(JdbcClient client) {
        this.client = client;
    }

    /** Removes the next one after that one. */
    Part<String> part(Instant before, @Nullable String after) {
        List<String> next = client.sql(NEXT)
                .param("before", Sql.time(before))
                .param("after", after == null ? "" : after)
                .query(String.class)
                .list();
        if (next.isEmpty()) {
            return Part.none();
        }
        String batch = next.get(0);
        boolean mine = !client.sql(
                        "SELECT batch_id FROM batch WHERE batch_id = :batch AND completed_at < :before FOR UPDATE")
                .param("batch", batch)
                .param("before", Sql.time(before))
                .query(String.class)
                .list()
                .isEmpty();
        if (mine) {
            delete("batch_row WHERE batch_id = :batch", batch);
            delete("event WHERE batch_id = :batch AND cancellation_id IS NULL", batch);
            delete("batch WHERE batch_id = :batch", batch);
            delete("steering WHERE kind = 'batch' AND name = :batch", batch);
        }
        return new Part<>(mine ? 1 : 0, batch);
    }

    boolean isKnown(String batchId) {
        return client.sql("SELECT COUNT(*) FROM batch WHERE batch_id = :batch")
                        .param("batch", batchId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether a request of it has not ended well, or its answer is owed. */
    boolean isOpen(String batchId) {
        return client.sql(OPEN).param("batch", batchId).query(Integer.class).single() > 0;
    }

    /** Those whose result has one of these keys. */
    List<String> named(String... keys) {
        return client.sql("SELECT batch_id FROM batch WHERE result_key IN (:keys)")
                .param("keys", List.of(keys))
                .query(String.class)
                .list();
    }

    private void delete(String what, String batch) {
        client.sql("DELETE FROM " + what).param("batch", batch).update();
    }
}
