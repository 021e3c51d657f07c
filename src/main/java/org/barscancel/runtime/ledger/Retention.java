package org.barscancel.runtime.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.barscancel.BarsSettings;
import org.barscancel.answer.FilePruning;
import org.barscancel.answer.PrunedFiles;
import org.barscancel.ledger.LedgerPruning;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jms.JmsException;

/**
 * Removes what is old and at its end, once a day, on a thread of its own: the upkeep that runs every second must not wait
 * for it. First the messages, since the ledger must know what they are about; then the ledger, then the files, which
 * stay while the ledger needs them.
 */
final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final int CLOSING_SECONDS = 10;

    private final BarsSettings.Retention ages;
    private final Leftovers leftovers;
    private final LedgerPruning ledger;
    private final FilePruning files;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread own = new Thread(work, "retention");
        own.setDaemon(true);
        return own;
    });
    private volatile boolean stopping;

    Retention(BarsSettings.Retention ages, Leftovers leftovers, LedgerPruning ledger, FilePruning files, Clock clock) {
        this.ages = ages;
        this.leftovers = leftovers;
        this.ledger = ledger;
        this.files = files;
        this.clock = clock;
    }

    /** Whether anything is ever removed. */
    boolean isWanted() {
        return ages.archive() != null || ages.results() != null || ages.rejected() != null || ages.ledger() != null;
    }

    /** Begins a run, unless one has not ended. */
    void begin() {
        if (running.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    run();
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private void run() {
        try {
            String database = ledger();
            String archive = files("archive", ages.archive(), before -> files.archive(before, this::goesOn));
            String results = files("results", ages.results(), before -> files.results(before, this::goesOn));
            String rejected = files("rejected", ages.rejected(), before -> files.rejected(before, this::goesOn));
            LOG.info("Retention removed {}, {}, {}, {}", database, archive, results, rejected);
        } catch (DataAccessException down) {
            LOG.warn("Retention is broken off: the ledger does not answer ({})", Setbacks.reason(down));
        } catch (RuntimeException broken) {
            LOG.warn("Retention is broken off ({})", Setbacks.reason(broken));
        }
    }

    private String ledger() {
        Duration age = ages.ledger();
        if (age == null) {
            return "ledger: nothing, kept for ever";
        }
        Instant before = clock.instant().minus(age);
        try {
            Leftovers.Cleaned cleaned = leftovers.clean(before, this::goesOn);
            if (!cleaned.complete()) {
                LOG.warn("The ledger is left as it is, since not every message of the error channels was looked at;"
                        + " replay or remove what lies there");
                return "ledger: nothing, messages: " + cleaned.removed();
            }
            LedgerPruning.Pruned pruned = ledger.prune(before, this::goesOn);
            return "cancellations: " + pruned.cancellations() + ", lists: " + pruned.batches() + ", reconciliations: "
                    + pruned.reports() + ", messages: " + cleaned.removed();
        } catch (JmsException down) {
            LOG.warn(
                    "The ledger is left as it is, since the error channels cannot be looked at ({})",
                    Setbacks.reason(down));
            return "ledger: nothing";
        }
    }

    private String files(String folder, @Nullable Duration age, Function<Instant, PrunedFiles> pruning) {
        if (age == null) {
            return folder + ": nothing, kept for ever";
        }
        PrunedFiles pruned = pruning.apply(clock.instant().minus(age));
        if (pruned.problem() != null) {
            LOG.warn(
                    "{} old files or folders below {} cannot be removed (the first: {}); that is tried again next time",
                    pruned.failed(),
                    folder,
                    Setbacks.reason(pruned.problem()));
        }
        return folder + ": " + pruned.removed() + " files (" + pruned.kept() + " more are old and needed)";
    }

    private boolean goesOn() {
        return !stopping;
    }

    @Override
    public void close() {
        stopping = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
