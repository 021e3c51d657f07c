package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.FindingKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What reconciliations found, numbered within each of them. */
final class ReconciliationFindings {
    private static final int PAGE = 1000;

    private final JdbcClient client;
    private final JdbcTemplate template;

    ReconciliationFindings(JdbcClient client, JdbcTemplate template) {
        this.client = client;
        this.template = template;
    }

    /** Adds to those of a reconciliation, after the last one. */
    void add(UUID reconciliationId, List<Finding> findings) {
        int last = client.sql("SELECT COALESCE(MAX(finding_no), 0) FROM reconciliation_finding"
                        + " WHERE reconciliation_id = :id")
                .param("id", reconciliationId)
                .query(Integer.class)
                .single();
        List<@Nullable Object[]> all = new ArrayList<>();
        for (Finding finding : findings) {
            all.add(new @Nullable Object[] {
                reconciliationId,
                ++last,
                finding.cancellationId(),
                finding.appointmentId(),
                finding.kind().code(),
                Texts.fit(finding.what()),
                Texts.fit(finding.nextAction()),
                finding.repaired()
            });
        }
        template.batchUpdate("INSERT INTO reconciliation_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", all);
    }

    /** Tells each one of a report, in their order, few in memory at a time. */
    void forEach(UUID reconciliationId, Consumer<Finding> consumer) {
        for (int after = 0; ; after += PAGE) {
            List<Finding> page = client.sql("SELECT * FROM reconciliation_finding"
                            + " WHERE reconciliation_id = :id AND finding_no > :after"
                            + " ORDER BY finding_no FETCH FIRST :most ROWS ONLY")
                    .param("id", reconciliationId)
                    .param("after", after)
                    .param("most", PAGE)
                    .query((row, n) -> finding(row))
                    .list();
            page.forEach(consumer);
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    /** A report with how many there are of each kind, and how many were repaired. */
    ReconciliationReport counted(ReconciliationReport report) {
        Map<FindingKind, Integer> counts = new EnumMap<>(FindingKind.class);
        client.sql("SELECT kind, COUNT(*) AS many FROM reconciliation_finding WHERE reconciliation_id = :id"
                        + " GROUP BY kind")
                .param("id", report.reconciliationId())
                .query((row, n) -> counts.put(Codes.read(FindingKind.class, row.getString("kind")), row.getInt("many")))
                .list();
        int repaired = client.sql(
                        "SELECT COUNT(*) FROM reconciliation_finding" + " WHERE reconciliation_id = :id AND repaired")
                .param("id", report.reconciliationId())
                .query(Integer.class)
                .single();
        return report.with(counts, repaired);
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                Sql.uuid(row, "cancellation_id"),
                row.getString("appointment_id"),
                Codes.read(FindingKind.class, row.getString("kind")),
                Objects.requireNonNull(row.getString("what")),
                Objects.requireNonNull(row.getString("next_action")),
                row.getBoolean("repaired"));
    }
}
