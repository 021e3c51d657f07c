package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.barscancel.ledger.ReconciliationReport.State;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reconciliations: what is asked for, by whom it is worked on, and what was found. One at a time on one database,
 * however many instances there are. Every method throws {@link DataAccessException} when the database is down.
 */
public final class Reconciliations {
    private static final String REPORT =
            """
            SELECT reconciliation_id, state, from_at, to_at, repair, asked_at, ended_at, looked_at, compared
            FROM reconciliation""";

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final RecordedRows rows;
    private final ReconciliationFindings findings;

    /**
     * Sets up the table's user.
     *
     * @param dataSource the ledger's database
     */
    public Reconciliations(DataSource dataSource) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.rows = new RecordedRows(client);
        this.findings = new ReconciliationFindings(client, template);
    }

    /**
     * Asks for a reconciliation of what was received in a period.
     *
     * @param from this moment or later
     * @param to before this moment
     * @return its id; empty when another one has not ended
     */
    public Optional<UUID> ask(Instant from, Instant to, boolean repair, Instant now) {
        UUID id = UUID.randomUUID();
        try {
            client.sql(
                            """
                            INSERT INTO reconciliation (reconciliation_id, state, open_one, seen_at, from_at, to_at,
                                   repair, asked_at, looked_at, compared)
                            VALUES (:id, 'waiting', 1, :now, :from, :to, :repair, :now, 0, 0)""")
                    .param("id", id)
                    .param("now", Sql.time(now))
                    .param("from", Sql.time(from))
                    .param("to", Sql.time(to))
                    .param("repair", repair)
                    .update();
            return Optional.of(id);
        } catch (DuplicateKeyException another) {
            return Optional.empty();
        }
    }

    /** Takes on the one that waits, if one does; of several instances one gets it. */
    public Optional<ReconciliationReport> takeOn(UUID worker, Instant now) {
        boolean mine = client.sql("UPDATE reconciliation SET state = 'running', worker = :worker, seen_at = :now"
                                + " WHERE state = 'waiting' AND open_one = 1")
                        .param("worker", worker)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
        return mine
                ? client.sql(REPORT + " WHERE open_one = 1 AND worker = :worker")
                        .param("worker", worker)
                        .query((row, n) -> read(row))
                        .optional()
                : Optional.empty();
    }

    /** Shows that a worker is still at work. */
    public void seen(UUID worker, Instant now) {
        client.sql("UPDATE reconciliation SET seen_at = :now WHERE open_one = 1 AND worker = :worker")
                .param("now", Sql.time(now))
                .param("worker", worker)
                .update();
    }

    /** Gives up the one whose worker was not seen since that moment; its report says so. Returns whether there was one. */
    public boolean breakOff(Instant since, Instant now) {
        return client.sql("UPDATE reconciliation SET state = 'broken-off', open_one = NULL, ended_at = :now"
                                + " WHERE open_one = 1 AND state = 'running' AND seen_at < :since")
                        .param("now", Sql.time(now))
                        .param("since", Sql.time(since))
                        .update()
                > 0;
    }

    /** The next cancellations of a period in the order of their arrival; those after the last one, when there was one. */
    public List<Recorded> page(ReconciliationReport of, @Nullable Recorded last, int most) {
        return rows.page(of.from(), of.to(), last, most);
    }

    /** How a cancellation stands by now. */
    public Optional<Recorded> recorded(UUID cancellationId) {
        return rows.one(cancellationId);
    }

    /**
     * Keeps what was found, and how far the reconciliation is.
     *
     * @param lookedAt how many cancellations were looked at since the last time
     * @param compared for how many of these the far sides were asked
     * @return whether it is still this worker's; if not, nothing was kept
     */
    public boolean keep(UUID worker, UUID reconciliationId, int lookedAt, int compared, List<Finding> found) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean mine = client.sql("UPDATE reconciliation SET looked_at = looked_at + :lookedAt,"
                                    + " compared = compared + :compared"
                                    + " WHERE reconciliation_id = :id AND open_one = 1 AND worker = :worker")
                            .param("lookedAt", lookedAt)
                            .param("compared", compared)
                            .param("id", reconciliationId)
                            .param("worker", worker)
                            .update()
                    == 1;
            if (mine) {
                findings.add(reconciliationId, found);
            }
            return mine;
        }));
    }

    /** Ends it: its whole period was looked at. */
    public void end(UUID worker, Instant now) {
        client.sql("UPDATE reconciliation SET state = 'done', open_one = NULL, ended_at = :now"
                        + " WHERE open_one = 1 AND worker = :worker")
                .param("now", Sql.time(now))
                .param("worker", worker)
                .update();
    }

    /** A report, without its findings. */
    public Optional<ReconciliationReport> report(UUID reconciliationId) {
        return client.sql(REPORT + " WHERE reconciliation_id = :id")
                .param("id", reconciliationId)
                .query((row, n) -> read(row))
                .optional()
                .map(findings::counted);
    }

    /** So many reports, the newest first. */
    public List<ReconciliationReport> latest(int most) {
        return client
                .sql(REPORT + " ORDER BY asked_at DESC, reconciliation_id DESC FETCH FIRST :most ROWS ONLY")
                .param("most", most)
                .query((row, n) -> read(row))
                .list()
                .stream()
                .map(findings::counted)
                .toList();
    }

    /** Tells each finding of a report, in their order, few in memory at a time. */
    public void forEachFinding(UUID reconciliationId, Consumer<Finding> consumer) {
        findings.forEach(reconciliationId, consumer);
    }

    private static ReconciliationReport read(ResultSet row) throws SQLException {
        return new ReconciliationReport(
                Sql.uuid(row, "reconciliation_id"),
                Codes.read(State.class, row.getString("state")),
                Sql.requiredInstant(row, "from_at"),
                Sql.requiredInstant(row, "to_at"),
                row.getBoolean("repair"),
                Sql.requiredInstant(row, "asked_at"),
                Sql.instant(row, "ended_at"),
                row.getInt("looked_at"),
                row.getInt("compared"),
                Map.of(),
                0);
    }
}
