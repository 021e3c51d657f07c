package org.barscancel.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.barscancel.ledger.LedgerPruning.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cancellations of which nothing is left to do, and which nothing that stays names. */
final class PrunedCancellations {
    private static final int PART = 200;

    private static final String OLD =
            """
             FROM cancellation c WHERE c.settled_at < :before AND (c.asked_at IS NULL OR c.asked_at < :before)
            AND NOT EXISTS (SELECT 1 FROM batch_row r WHERE r.cancellation_id = c.cancellation_id)
            AND NOT EXISTS (SELECT 1 FROM reconciliation_finding f WHERE f.cancellation_id = c.cancellation_id)
            AND NOT EXISTS (SELECT 1 FROM reconciliation o WHERE o.open_one = 1
                AND c.received_at >= o.from_at AND c.received_at < o.to_at)""";

    private final JdbcClient client;

    PrunedCancellations(JdbcClient client) {
        this.client = client;
    }

    private record Settled(UUID cancellationId, Instant at) {}

    /** Removes some, the oldest first, from that moment on: what stays of an earlier part is not looked at again. */
    Part<Instant> part(Instant before, @Nullable Instant from) {
        List<Settled> old = client.sql("SELECT c.cancellation_id, c.settled_at" + OLD
                        + " AND c.settled_at >= :from ORDER BY c.settled_at FETCH FIRST " + PART + " ROWS ONLY")
                .param("before", Sql.time(before))
                .param("from", Sql.time(from == null ? Instant.EPOCH : from))
                .query((row, n) ->
                        new Settled(Sql.uuid(row, "cancellation_id"), Sql.requiredInstant(row, "settled_at")))
                .list();
        if (old.isEmpty()) {
            return Part.none();
        }
        List<UUID> ids = old.stream().map(Settled::cancellationId).sorted().toList();
        // Whoever worked on one of them may have changed it until it was held.
        client.sql("SELECT cancellation_id FROM cancellation WHERE cancellation_id IN (:ids)"
                        + " ORDER BY cancellation_id FOR UPDATE")
                .param("ids", ids)
                .query((row, n) -> Sql.uuid(row, "cancellation_id"))
                .list();
        List<UUID> still = client.sql("SELECT c.cancellation_id" + OLD + " AND c.cancellation_id IN (:ids)")
                .param("before", Sql.time(before))
                .param("ids", ids)
                .query((row, n) -> Sql.uuid(row, "cancellation_id"))
                .list();
        if (still.isEmpty()) {
            return Part.none();
        }
        for (String table : List.of("event", "cancellation")) {
            client.sql("DELETE FROM " + table + " WHERE cancellation_id IN (:ids)")
                    .param("ids", still)
                    .update();
        }
        return new Part<>(still.size(), old.get(old.size() - 1).at());
    }

    /** Those of which nothing is left to do, with their generations. */
    Map<UUID, Integer> settled(Collection<UUID> cancellationIds) {
        Map<UUID, Integer> settled = new HashMap<>();
        Sql.inLists(cancellationIds, ids -> client.sql("SELECT cancellation_id, generation FROM cancellation"
                        + " WHERE settled_at IS NOT NULL AND cancellation_id IN (:ids)")
                .param("ids", ids)
                .query((row, n) -> settled.put(Sql.uuid(row, "cancellation_id"), row.getInt("generation")))
                .list());
        return settled;
    }
}
