package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.barscancel.answer.CancellationResult;
import org.barscancel.answer.CancellationResult.Attempts;
import org.barscancel.answer.CancellationResult.Discarded;
import org.barscancel.answer.CancellationResult.Origin;
import org.barscancel.answer.CancellationResult.Trouble;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows as the results that requesters hear. */
final class ResultRows {
    private static final String COLUMNS =
            """
            c.cancellation_id, c.correlation_id, c.request_id, c.appointment_id, c.requested_status, c.received_at,
            c.provider_outcome, c.provider_attempts, c.provider_problem_code, c.provider_problem_message,
            c.provider_problem_next_action, c.registry_outcome, c.registry_attempts, c.registry_problem_code,
            c.registry_problem_message, c.registry_problem_next_action, c.pointers, c.finished_at,
            c.dry_run, c.changes, c.discarded_at, c.discarded_by, c.discard_note,\
            """;

    private static final String SEARCH =
            " SELECT " + COLUMNS + " c.channel, c.source_name, c.source_row, c.requester FROM cancellation c";

    private static final String OF_ONE = SEARCH + " WHERE c.received_at IS NOT NULL AND c.cancellation_id IN (:ids)";

    private static final String NEWEST_FIRST = " ORDER BY c.received_at DESC, c.cancellation_id DESC"
            + " OFFSET :skipped ROWS FETCH FIRST :size ROWS ONLY";

    private static final String OF_BATCH =
            "SELECT " + COLUMNS + " r.channel, r.source_name, r.source_row, r.requester, r.row_no"
                    + " FROM batch_row r JOIN cancellation c ON c.cancellation_id = r.cancellation_id"
                    + " WHERE r.batch_id = :batch AND r.row_no > :after AND c.received_at IS NOT NULL"
                    + " ORDER BY r.row_no FETCH FIRST :most ROWS ONLY";

    private final JdbcClient client;
    private final boolean simulated;

    ResultRows(JdbcClient client, boolean simulated) {
        this.client = client;
        this.simulated = simulated;
    }

    /** A result and its place in its batch, from 1. */
    record Numbered(int row, CancellationResult result) {}

    /** The results of those that were accepted, in no order. */
    List<CancellationResult> of(Collection<UUID> cancellationIds) {
        return Sql.inLists(cancellationIds, ids -> client.sql(OF_ONE)
                .param("ids", ids)
                .query((row, n) -> read(row))
                .list());
    }

    /** So many results of a batch, in the order of its rows, from the row after that one. */
    List<Numbered> page(String batchId, int after, int most) {
        return client.sql(OF_BATCH)
                .param("batch", batchId)
                .param("after", after)
                .param("most", most)
                .query((row, n) -> new Numbered(row.getInt("row_no"), read(row)))
                .list();
    }

    /** Those that a filter lets through, the newest first; of the same moment in a fixed order. */
    CancellationPage search(CancellationFilter filter, int page, int size) {
        Map<String, Object> values = filter.values();
        String where = values.keySet().stream()
                .map(name -> " AND " + CancellationFilter.condition(name))
                .collect(Collectors.joining("", " WHERE c.received_at IS NOT NULL", ""));
        List<CancellationResult> items = client.sql(SEARCH + where + NEWEST_FIRST)
                .params(values)
                .param("skipped", (long) page * size)
                .param("size", size)
                .query((row, n) -> read(row))
                .list();
        long total = client.sql("SELECT COUNT(*) FROM cancellation c" + where)
                .params(values)
                .query(Long.class)
                .single();
        return new CancellationPage(items, page, size, total);
    }

    private CancellationResult read(ResultSet row) throws SQLException {
        RegistryOutcome registry = Codes.read(RegistryOutcome.class, row.getString("registry_outcome"));
        return new CancellationResult(
                Sql.uuid(row, "cancellation_id"),
                Sql.uuid(row, "correlation_id"),
                row.getString("request_id"),
                row.getString("appointment_id"),
                Codes.readNullable(TargetStatus.class, row.getString("requested_status")),
                Codes.read(ProviderOutcome.class, row.getString("provider_outcome")),
                registry,
                registry.succeeded() ? Sql.integer(row, "pointers") : null,
                changes(row),
                trouble(row),
                discarded(row),
                Sql.requiredInstant(row, "received_at"),
                Sql.instant(row, "finished_at"),
                new Attempts(row.getInt("provider_attempts"), row.getInt("registry_attempts")),
                new Origin(
                        row.getString("channel"),
                        row.getString("source_name"),
                        Sql.integer(row, "source_row"),
                        row.getString("requester")),
                row.getBoolean("dry_run") ? true : null,
                simulated ? true : null);
    }

    private static @Nullable List<Change> changes(ResultSet row) throws SQLException {
        List<Change> changes = EventJson.readChanges(row.getString("changes"));
        return changes.isEmpty() ? null : changes;
    }

    private static @Nullable Discarded discarded(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "discarded_at");
        return at == null ? null : new Discarded(at, row.getString("discarded_by"), row.getString("discard_note"));
    }

    private static @Nullable Trouble trouble(ResultSet row) throws SQLException {
        Trouble provider = trouble(row, Leg.PROVIDER);
        return provider == null ? trouble(row, Leg.REGISTRY) : provider;
    }

    private static @Nullable Trouble trouble(ResultSet row, Leg leg) throws SQLException {
        String code = row.getString(leg.code() + "_problem_code");
        return code == null
                ? null
                : new Trouble(
                        ProblemCode.of(code),
                        leg,
                        row.getString(leg.code() + "_problem_message"),
                        row.getString(leg.code() + "_problem_next_action"));
    }
}
