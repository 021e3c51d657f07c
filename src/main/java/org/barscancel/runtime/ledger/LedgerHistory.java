package org.barscancel.runtime.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.intake.History;
import org.barscancel.ledger.KnownCancellation;
import org.barscancel.ledger.Ledger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Asks the ledger for earlier arrivals. While the database is down nobody can tell, and requests run; it is then left
 * alone for a while, so that a file of a thousand rows does not wait a thousand times for a connection.
 */
public final class LedgerHistory implements History {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerHistory.class);

    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    /** A row that is so near its end is kept first: its removal must not come between the answer and the ledger's news of it. */
    private static final Duration NEAR = Duration.ofDays(1);

    private final Ledger ledger;
    private final @Nullable Duration keptFor;
    private final Clock clock;
    private volatile Instant askAgainAt = Instant.MIN;

    /**
     * Sets up the memory.
     *
     * @param keptFor how long the ledger keeps what is settled; null for ever
     */
    public LedgerHistory(Ledger ledger, @Nullable Duration keptFor, Clock clock) {
        this.ledger = ledger;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    @Override
    public Optional<Past> find(UUID cancellationId) {
        if (clock.instant().isBefore(askAgainAt)) {
            return Optional.empty();
        }
        try {
            return ledger.find(cancellationId)
                    .filter(known -> stays(cancellationId, known))
                    .map(known -> new Past(
                            known.generation(),
                            known.endedWell(),
                            known.ended(),
                            known.appointmentId(),
                            known.receivedAt()));
        } catch (DataAccessException down) {
            askAgainAt = clock.instant().plus(LEFT_ALONE);
            LOG.warn("The ledger cannot be asked for repeats at present; requests run meanwhile");
            return Optional.empty();
        }
    }

    private boolean stays(UUID cancellationId, KnownCancellation known) {
        Instant now = clock.instant();
        return keptFor == null
                || known.settledAt() == null
                || known.settledAt().isAfter(now.minus(keptFor).plus(NEAR))
                || ledger.keep(cancellationId, now);
    }
}
