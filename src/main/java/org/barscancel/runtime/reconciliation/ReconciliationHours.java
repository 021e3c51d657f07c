package org.barscancel.runtime.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.BarsSettings;
import org.barscancel.audit.Actor;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.ledger.Reconciliations;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Asks for a reconciliation when its hour has come. */
final class ReconciliationHours {
    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationHours.class);

    private final BarsSettings.Reconcile settings;
    private final Reconciliations reconciliations;
    private final Audit audit;
    private final Clock clock;

    ReconciliationHours(BarsSettings.Reconcile settings, Reconciliations reconciliations, Audit audit, Clock clock) {
        this.settings = settings;
        this.reconciliations = reconciliations;
        this.audit = audit;
        this.clock = clock;
    }

    /** Of several instances, one is heard; the others find that one asked for. */
    void ask() {
        Instant now = clock.instant();
        try {
            audit.require(new AuditEntry(
                    Actor.PROGRAM,
                    AuditAction.RECONCILIATION_ASKED,
                    Map.of(
                            "from", now.minus(settings.period()).toString(),
                            "to", now.toString(),
                            "repair", settings.repair())));
            Optional<UUID> asked = reconciliations.ask(now.minus(settings.period()), now, settings.repair(), now);
            if (asked.isEmpty()) {
                LOG.info("No reconciliation is begun: another one has not ended");
            }
        } catch (AuditUnavailableException unwritten) {
            LOG.warn("No reconciliation is begun, since it cannot be recorded");
        } catch (DataAccessException down) {
            LOG.warn("No reconciliation is begun, since the ledger does not answer: {}", Setbacks.reason(down));
        }
    }
}
