package org.barscancel.runtime;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.barscancel.answer.ResultFiles;
import org.barscancel.ledger.LedgerQueries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Writes what could not be written when its time was: progress files that were held back, and result files still owed. */
public final class ProgressUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressUpkeep.class);

    /** A file that is complete for less than this is still being written by the route. */
    private static final Duration OWED_SINCE = Duration.ofSeconds(10);

    private final ResultFiles files;
    private final LedgerQueries ledger;
    private final Clock clock;

    ProgressUpkeep(ResultFiles files, LedgerQueries ledger, Clock clock) {
        this.files = files;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Every second. */
    @Scheduled(fixedDelay = 1_000)
    public void catchUp() {
        try {
            files.catchUp();
        } catch (UncheckedIOException | IllegalArgumentException | DataAccessException failure) {
            LOG.warn(
                    "A progress file cannot be written at present: {}",
                    failure.getClass().getSimpleName());
        }
    }

    /** Every five seconds, also for what an earlier run of the program owed. */
    @Scheduled(fixedDelay = 5_000)
    public void payDebts() {
        try {
            ledger.unanswered(clock.instant().minus(OWED_SINCE)).forEach(this::payDebt);
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot be asked for owed results at present");
        }
    }

    private void payDebt(String batch) {
        try {
            files.update(batch);
            LOG.info("The result of file {}, owed until now, is written", batch);
        } catch (UncheckedIOException | IllegalArgumentException unwritable) {
            LOG.error("The result of file {} still cannot be written; look at the results folder and the disk", batch);
        }
    }
}
