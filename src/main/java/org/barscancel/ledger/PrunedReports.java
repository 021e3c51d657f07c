package org.barscancel.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.ledger.LedgerPruning.Part;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports of reconciliations that ended long ago. */
final class PrunedReports {
    private static final int PART = 1000;

    private final JdbcClient client;

    PrunedReports(JdbcClient client) {
        this.client = client;
    }

    /** Removes some findings of the oldest one, from the last on, or itself when it has none left. */
    Part<UUID> part(Instant before) {
        List<UUID> oldest = client.sql("SELECT reconciliation_id FROM reconciliation WHERE open_one IS NULL"
                        + " AND ended_at < :before ORDER BY asked_at, reconciliation_id FETCH FIRST 1 ROWS ONLY")
                .param("before", Sql.time(before))
                .query((row, n) -> Sql.uuid(row, "reconciliation_id"))
                .list();
        if (oldest.isEmpty()) {
            return Part.none();
        }
        UUID report = oldest.get(0);
        int most = client.sql("SELECT COALESCE(MAX(finding_no), 0) FROM reconciliation_finding"
                        + " WHERE reconciliation_id = :id")
                .param("id", report)
                .query(Integer.class)
                .single();
        if (most > 0) {
            client.sql("DELETE FROM reconciliation_finding WHERE reconciliation_id = :id AND finding_no > :kept")
                    .param("id", report)
                    .param("kept", Math.max(0, most - PART))
                    .update();
            return new Part<>(0, report);
        }
        int gone = client.sql("DELETE FROM reconciliation WHERE reconciliation_id = :id")
                .param("id", report)
                .update();
        return new Part<>(gone, report);
    }
}
