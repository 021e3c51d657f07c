package org.barscancel.runtime.ledger;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.barscancel.answer.ResultFiles;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings result and progress files up to date. One that cannot be written keeps nobody else waiting: the ledger knows
 * that it is owed, and {@link ProgressUpkeep} tries again.
 */
public final class FileAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FileAnswers.class);

    private final ResultFiles files;
    private final LedgerQueries ledger;
    private final Setbacks setbacks;

    /**
     * @param ledger knows which answers are owed
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public FileAnswers(ResultFiles files, LedgerQueries ledger, LongSupplier nanoTime) {
        this.files = files;
        this.ledger = ledger;
        this.setbacks = new Setbacks(nanoTime);
    }

    /** Tries each of these batches, and tells the ledger of all results at once: a commit each would take longer. */
    void bringUpToDate(Collection<String> batches) {
        List<String> answered = new ArrayList<>();
        for (String batch : batches) {
            try {
                if (files.update(batch)) {
                    answered.add(batch);
                }
                if (setbacks.succeeded(batch)) {
                    LOG.info("The answer to file {} is written now", batch);
                }
            } catch (UncheckedIOException | IllegalArgumentException unwritable) {
                tell(batch, unwritable);
            }
        }
        ledger.answered(answered);
    }

    /** Whether the answer could not be written so lately that it is left alone for a while. */
    boolean rests(String batch) {
        return setbacks.rests(batch);
    }

    private void tell(String batch, RuntimeException unwritable) {
        String reason = Setbacks.reason(unwritable);
        if (setbacks.failed(batch, reason)) {
            LOG.error("The answer to file {} cannot be written at present ({}); it is tried again", batch, reason);
        }
    }
}
