package org.barscancel.runtime.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.barscancel.answer.FileOwner;
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

    /** The same where the route may be another instance's, which leaves it to this one. */
    private static final Duration SHARED_OWED_SINCE = Duration.ofSeconds(2);

    private final FileOwner owner;
    private final boolean shared;
    private final ResultFiles files;
    private final LedgerQueries ledger;
    private final FileAnswers answers;
    private final Clock clock;
    private boolean down;

    /**
     * @param owner of the files that are answered here
     * @param shared whether other instances may write the ledger
     */
    public ProgressUpkeep(
            FileOwner owner,
            boolean shared,
            ResultFiles files,
            LedgerQueries ledger,
            FileAnswers answers,
            Clock clock) {
        this.owner = owner;
        this.shared = shared;
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

    /** Every second, also for what an earlier run of the program owed, and for what other instances have brought to its end. */
    @Scheduled(fixedDelay = 1_000)
    public void payDebts() {
        if (owner.isInCharge()) {
            bringUpToDate(
                    () -> owed().stream().filter(batch -> !answers.rests(batch)).toList());
        }
    }

    private List<String> owed() {
        Instant before = clock.instant().minus(shared ? SHARED_OWED_SINCE : OWED_SINCE);
        List<String> owed = new ArrayList<>(ledger.unanswered(owner.home(), before));
        if (shared) {
            owed.addAll(ledger.open(owner.home()));
        }
        return owed;
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
