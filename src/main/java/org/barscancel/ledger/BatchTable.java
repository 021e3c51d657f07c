package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.barscancel.answer.BatchSummary;
import org.barscancel.answer.ResultNames;
import org.barscancel.cancellation.Event.BatchOpened;
import org.barscancel.cancellation.Event.FileRejected;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a file, or list by HTTP. */
final class BatchTable {
    private static final String TAKEN = " WHERE opened_at IS NOT NULL AND problem_code IS NULL";

    private static final String COLUMNS = "SELECT batch_id, requester, name, size, completed_at, opened_at FROM batch";

    private static final String KNOWN = COLUMNS + TAKEN;

    private final JdbcClient client;
    private final JdbcTemplate template;

    BatchTable(JdbcClient client, JdbcTemplate template) {
        this.client = client;
        this.template = template;
    }

    /**
     * Holds the batches until the transaction ends, those that do not exist made first: of two instances that end the
     * last two requests of a batch, the second must see what the first has done.
     */
    void lock(Collection<String> sortedIds) {
        Set<String> existing = new HashSet<>(Sql.inLists(sortedIds, ids -> client.sql(
                        "SELECT batch_id FROM batch WHERE batch_id IN (:ids) ORDER BY batch_id FOR UPDATE")
                .param("ids", ids)
                .query(String.class)
                .list()));
        template.batchUpdate(
                "INSERT INTO batch (batch_id) VALUES (?)",
                sortedIds.stream()
                        .filter(id -> !existing.contains(id))
                        .map(id -> new Object[] {id})
                        .toList());
    }

    /** Takes note that a batch was opened, and settles the name of a file's result, once for all. */
    void open(BatchOpened event, ResultNames files) {
        if (isOpened(event.batchId())) {
            return;
        }
        String source = event.name();
        ResultName name = source == null ? null : freeName(event, source, files);
        client.sql(
                        """
                        UPDATE batch SET requester = :requester, name = :name, many = :many, size = :size,
                               result_name = :resultName, result_key = :resultKey, opened_at = :at,
                               home = :home
                        WHERE batch_id = :id""")
                .param("requester", event.requester())
                .param("name", source)
                .param("many", event.many())
                .param("size", event.size())
                .param("resultName", name == null ? null : name.text())
                .param("resultKey", name == null ? null : name.key())
                .param("home", event.home())
                .param("at", Sql.time(event.at()))
                .param("id", event.batchId())
                .update();
    }

    /** Takes note that a file could not be read. */
    void reject(FileRejected event) {
        if (isOpened(event.batchId())) {
            return;
        }
        client.sql(
                        """
                        UPDATE batch SET requester = :requester, name = :name, many = FALSE, size = 0, opened_at = :at,
                               problem_code = :code, problem_message = :message, problem_next_action = :nextAction
                        WHERE batch_id = :id""")
                .param("requester", event.requester())
                .param("name", event.name())
                .param("at", Sql.time(event.at()))
                .param("code", Codes.of(event.problem().code()))
                .param("message", Texts.fit(event.problem().message()))
                .param("nextAction", Texts.fit(event.problem().nextAction()))
                .param("id", event.batchId())
                .update();
    }

    /** Notes when a batch was complete, and that its result file is owed; null while it is not, or while a replay runs. */
    void completed(String batchId, @Nullable Instant at) {
        client.sql("UPDATE batch SET completed_at = :at, answered_at = NULL WHERE batch_id = :id")
                .param("at", Sql.time(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", batchId)
                .update();
    }

    /** Notes that the result files of these batches were written; those whose replay runs are owed another one. */
    void answered(Collection<String> batchIds) {
        Sql.inLists(
                batchIds,
                ids -> List.of(client.sql("UPDATE batch SET answered_at = CURRENT_TIMESTAMP"
                                + " WHERE completed_at IS NOT NULL AND batch_id IN (:ids)")
                        .param("ids", ids)
                        .update()));
    }

    /** Batches of a home that were complete before that moment and whose result file is still owed, the oldest first. */
    List<String> unanswered(String home, Instant before, int most) {
        return client.sql(
                        """
                        SELECT batch_id FROM batch
                        WHERE answered_at IS NULL AND completed_at IS NOT NULL AND completed_at < :before
                        AND result_name IS NOT NULL AND (home = :home OR home IS NULL)
                        ORDER BY completed_at FETCH FIRST :most ROWS ONLY""")
                .param("home", home)
                .param("before", Sql.time(before))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** A batch that could be read and is known to have been opened, whether it came in a file or not. */
    Optional<KnownBatch> find(String batchId) {
        return client.sql(KNOWN + " AND batch_id = :id")
                .param("id", batchId)
                .query((row, n) -> known(row))
                .optional();
    }

    /** Those that a filter lets through, the newest first; of the same moment in a fixed order. */
    List<KnownBatch> page(BatchFilter filter, int page, int size) {
        return filtered(COLUMNS, filter)
                .apply(" ORDER BY opened_at DESC, batch_id DESC OFFSET :skipped ROWS FETCH FIRST :size ROWS ONLY")
                .param("skipped", (long) page * size)
                .param("size", size)
                .query((row, n) -> known(row))
                .list();
    }

    long total(BatchFilter filter) {
        return filtered("SELECT COUNT(*) FROM batch", filter)
                .apply("")
                .query(Long.class)
                .single();
    }

    private Function<String, JdbcClient.StatementSpec> filtered(String select, BatchFilter filter) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder(TAKEN);
        if (filter.requester() != null) {
            where.append(" AND requester = :requester");
            values.put("requester", filter.requester());
        }
        if (filter.complete() != null) {
            where.append(" AND (completed_at IS NOT NULL) = :complete");
            values.put("complete", filter.complete());
        }
        if (filter.from() != null) {
            where.append(" AND opened_at >= :from");
            values.put("from", Sql.time(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" AND opened_at < :to");
            values.put("to", Sql.time(filter.to()));
        }
        return rest -> client.sql(select + where + rest).params(values);
    }

    private static KnownBatch known(ResultSet row) throws SQLException {
        return new KnownBatch(
                row.getString("batch_id"),
                row.getString("requester"),
                row.getString("name"),
                row.getInt("size"),
                Sql.instant(row, "completed_at") != null,
                Sql.requiredInstant(row, "opened_at"));
    }

    /** A batch whose file could be read and is known to have been opened. */
    Optional<BatchSummary> summary(String batchId) {
        return client.sql(
                        """
                        SELECT batch_id, requester, name, result_name, many, size, completed_at, home FROM batch
                        WHERE batch_id = :id AND result_name IS NOT NULL""")
                .param("id", batchId)
                .query((row, n) -> new BatchSummary(
                        row.getString("batch_id"),
                        row.getString("requester"),
                        row.getString("name"),
                        row.getString("result_name"),
                        row.getBoolean("many"),
                        row.getInt("size"),
                        Sql.instant(row, "completed_at") != null,
                        row.getString("home")))
                .optional();
    }

    /** So many files of a home whose requests have not all ended, the oldest first. */
    List<String> open(String home, int most) {
        return client.sql(
                        """
                        SELECT batch_id FROM batch
                        WHERE home = :home AND completed_at IS NULL AND result_name IS NOT NULL
                        ORDER BY opened_at FETCH FIRST :most ROWS ONLY""")
                .param("home", home)
                .param("most", most)
                .query(String.class)
                .list();
    }

    private boolean isOpened(String batchId) {
        return client.sql("SELECT COUNT(*) FROM batch WHERE batch_id = :id AND opened_at IS NOT NULL")
                        .param("id", batchId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private ResultName freeName(BatchOpened event, String source, ResultNames files) {
        return ResultNames.candidates(source, event.batchId())
                .map(text -> ResultName.of(event.home(), event.requester(), text))
                .filter(name -> !isGiven(name) && !files.isTaken(event.home(), event.requester(), name.text()))
                .findFirst()
                .orElseThrow();
    }

    private boolean isGiven(ResultName name) {
        return client.sql("SELECT COUNT(*) FROM batch WHERE result_key = :key")
                        .param("key", name.key())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
