package org.barscancel.console.page;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.barscancel.doctor.Finding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the doctor's checks, one run at a time, and keeps what the last one found. A check may take half a minute, longer
 * than a person waits for a page.
 */
public final class DoctorRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoctorRuns.class);

    private final Callable<List<Finding>> doctor;
    private final Clock clock;
    private final ExecutorService runner = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "console-doctor");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> running;
    private volatile @Nullable Run last;

    /**
     * Sets up the runs.
     *
     * @param doctor asks all its questions; what it tells holds no secrets
     * @param clock tells when a run ended
     */
    public DoctorRuns(Callable<List<Finding>> doctor, Clock clock) {
        this.doctor = doctor;
        this.clock = clock;
    }

    /**
     * What a run found.
     *
     * @param at when it ended
     * @param findings in their order; empty = it could not be done
     */
    record Run(Instant at, List<Finding> findings) {}

    /** Begins a run, unless one is under way. */
    synchronized void start() {
        if (!isRunning()) {
            running = runner.submit(this::examine);
        }
    }

    synchronized boolean isRunning() {
        return running != null && !running.isDone();
    }

    Optional<Run> last() {
        return Optional.ofNullable(last);
    }

    private void examine() {
        try {
            last = new Run(clock.instant(), doctor.call());
        } catch (Exception failure) {
            LOG.error("The doctor cannot be run: {}", failure.getClass().getName());
            last = new Run(clock.instant(), List.of());
        }
    }

    @Override
    public void close() {
        runner.shutdownNow();
    }
}
