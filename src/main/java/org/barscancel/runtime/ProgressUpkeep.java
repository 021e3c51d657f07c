package org.barscancel.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
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
    private final FileAnswers answers;
    private final Clock clock;
    private boolean down;

    ProgressUpkeep(ResultFiles files, LedgerQueries ledger, FileAnswers answers, Clock clock) {
        this.files = files;
        this.ledger = ledger;
        this.answers = answers;
        this.clock = clock;
    }

    /** Every second. */
    @Scheduled(fixedDelay = 1_000)
    public void catchUp() {
        List<String> held = files.heldBack();
        if (!held.isEmpty()) {
            bringUpToDate(() -> held);
        }
    }

    /** Every five seconds, also for what an earlier run of the program owed. */
    @Scheduled(fixedDelay = 5_000)
    public void payDebts() {
        bringUpToDate(() -> ledger.unanswered(clock.instant().minus(OWED_SINCE)).stream()
                .filter(batch -> !answers.rests(batch))
                .toList());
    }

    /** Both are called by one thread after the other, never at a time. */
    private void bringUpToDate(Supplier<List<String>> batches) {
        try {
            answers.bringUpToDate(batches.get());
            if (down) {
                down = false;
                LOG.info("The ledger answers again");
            }
        } catch (DataAccessException failure) {
            if (!down) {
                down = true;
                LOG.warn("The ledger cannot be asked what is owed at present; that is tried again");
            }
        }
    }
}
