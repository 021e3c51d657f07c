package org.barscancel.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.barscancel.answer.BatchCounts;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.ProviderOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which row of which file is which cancellation, and how it counts. */
final class BatchRowTable {
    private final JdbcClient client;
    private final JdbcTemplate template;

    BatchRowTable(JdbcClient client, JdbcTemplate template) {
        this.client = client;
        this.template = template;
    }

    /** The place of a cancellation in a file, and how it counts there. */
    record Place(String batchId, int row, UUID cancellationId, ProviderOutcome countedAs) {}

    /** All places of these cancellations. */
    List<Place> of(Collection<UUID> cancellationIds) {
        return Sql.inLists(
                cancellationIds, ids -> client.sql("SELECT batch_id, row_no, cancellation_id, outcome FROM batch_row"
                                + " WHERE cancellation_id IN (:ids)")
                        .param("ids", ids)
                        .query((row, n) -> new Place(
                                row.getString("batch_id"),
                                row.getInt("row_no"),
                                Sql.uuid(row, "cancellation_id"),
                                Codes.read(ProviderOutcome.class, row.getString("outcome"))))
                        .list());
    }

    /** Adds the places that these acceptances name, all of one batch, unless they are taken. */
    void add(String batchId, Map<Integer, Accepted> byRow, Function<Accepted, ProviderOutcome> countedAs) {
        if (byRow.isEmpty()) {
            return;
        }
        // As a range, since H2 would compare every row of the batch with a list; a part's rows follow each other.
        client.sql("SELECT row_no FROM batch_row WHERE batch_id = :batch AND row_no BETWEEN :first AND :last")
                .param("batch", batchId)
                .param("first", Collections.min(byRow.keySet()))
                .param("last", Collections.max(byRow.keySet()))
                .query(Integer.class)
                .list()
                .forEach(byRow::remove);
        template.batchUpdate(
                "INSERT INTO batch_row (batch_id, row_no, cancellation_id, channel, source_name, source_row, requester,"
                        + " outcome)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                byRow.entrySet().stream()
                        .map(entry ->
                                values(batchId, entry.getKey(), entry.getValue(), countedAs.apply(entry.getValue())))
                        .toList());
    }

    /** Counts places anew. */
    void recount(List<Place> places) {
        template.batchUpdate(
                "UPDATE batch_row SET outcome = ? WHERE batch_id = ? AND row_no = ?",
                places.stream()
                        .map(place -> new Object[] {Codes.of(place.countedAs()), place.batchId(), place.row()})
                        .toList());
    }

    /** Some of a batch that lie rejected or parked and can run again, the first ones first. */
    List<UUID> failures(String batchId, Collection<String> notAgain, int most) {
        return client.sql(
                        """
                        SELECT c.cancellation_id FROM batch_row r
                        JOIN cancellation c ON c.cancellation_id = r.cancellation_id
                        WHERE r.batch_id = :batch AND c.discarded_at IS NULL
                        AND (c.provider_outcome IN ('rejected', 'parked') OR c.registry_outcome = 'parked')
                        AND COALESCE(c.provider_problem_code, '') NOT IN (:notAgain)
                        ORDER BY r.row_no FETCH FIRST :most ROWS ONLY""")
                .param("batch", batchId)
                .param("notAgain", notAgain)
                .param("most", most)
                .query((row, n) -> Sql.uuid(row, "cancellation_id"))
                .list();
    }

    /** Whether all so many requests of a batch are known and have ended. */
    boolean allEnded(String batchId, int size) {
        return client.sql("SELECT COUNT(*) FROM (SELECT row_no FROM batch_row WHERE batch_id = :batch"
                                        + " AND outcome = 'pending' FETCH FIRST 1 ROWS ONLY) pending")
                                .param("batch", batchId)
                                .query(Integer.class)
                                .single()
                        == 0
                && client.sql("SELECT COUNT(*) FROM batch_row WHERE batch_id = :batch")
                                .param("batch", batchId)
                                .query(Integer.class)
                                .single()
                        >= size;
    }

    boolean hasDryRuns(String batchId) {
        return client.sql(
                        "SELECT r.row_no FROM batch_row r JOIN cancellation c ON c.cancellation_id = r.cancellation_id"
                                + " WHERE r.batch_id = :batch AND c.dry_run FETCH FIRST 1 ROWS ONLY")
                .param("batch", batchId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** When the last request of an opened batch ended; of an empty one, when it was opened. */
    Instant lastEnd(String batchId) {
        return client.sql(
                        """
                        SELECT COALESCE(MAX(c.finished_at), MAX(b.opened_at)) AS last_end FROM batch b
                        LEFT JOIN batch_row r ON r.batch_id = b.batch_id
                        LEFT JOIN cancellation c ON c.cancellation_id = r.cancellation_id WHERE b.batch_id = :batch""")
                .param("batch", batchId)
                .query((row, n) -> Sql.requiredInstant(row, "last_end"))
                .single();
    }

    BatchCounts counts(String batchId, int size) {
        Map<ProviderOutcome, Integer> counts = new EnumMap<>(ProviderOutcome.class);
        client.sql("SELECT outcome, COUNT(*) AS many FROM batch_row WHERE batch_id = :batch GROUP BY outcome")
                .param("batch", batchId)
                .query((row, n) ->
                        counts.put(Codes.read(ProviderOutcome.class, row.getString("outcome")), row.getInt("many")))
                .list();
        counts.remove(ProviderOutcome.PENDING);
        int ended = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new BatchCounts(
                Math.max(0, size - ended),
                counts.getOrDefault(ProviderOutcome.DONE, 0),
                counts.getOrDefault(ProviderOutcome.ALREADY_DONE, 0),
                counts.getOrDefault(ProviderOutcome.REJECTED, 0),
                counts.getOrDefault(ProviderOutcome.PARKED, 0),
                counts.getOrDefault(ProviderOutcome.WOULD_CANCEL, 0));
    }

    private static @Nullable Object[] values(String batchId, int row, Accepted accepted, ProviderOutcome countedAs) {
        return new @Nullable Object[] {
            batchId,
            row,
            accepted.cancellationId(),
            Texts.fit(accepted.source().channel(), Texts.CHANNEL),
            Texts.fit(accepted.source().name(), Texts.WIDE),
            accepted.source().row(),
            Texts.fit(accepted.source().requester(), Texts.REQUESTER),
            Codes.of(countedAs)
        };
    }
}
