package org.barscancel.runtime.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.barscancel.ledger.Reconciliations;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Shows that this run of the program still works on its reconciliation, and gives up what nobody works on. */
final class ReconciliationBeat {
    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationBeat.class);

    private final UUID worker = UUID.randomUUID();
    private final Reconciliations reconciliations;
    private final Clock clock;

    ReconciliationBeat(Reconciliations reconciliations, Clock clock) {
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /** The name of this run's worker. */
    UUID worker() {
        return worker;
    }

    /**
     * Once in a while.
     *
     * @param patience a worker that was not seen for so long is taken for gone
     */
    void beat(Duration patience) {
        try {
            Instant now = clock.instant();
            reconciliations.seen(worker, now);
            if (reconciliations.breakOff(now.minus(patience), now)) {
                LOG.warn("A reconciliation was broken off: nobody works on it any more; ask for another one");
            }
        } catch (DataAccessException down) {
            LOG.debug("The ledger does not answer: {}", Setbacks.reason(down));
        }
    }
}
