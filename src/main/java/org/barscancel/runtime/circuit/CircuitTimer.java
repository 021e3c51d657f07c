package org.barscancel.runtime.circuit;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes the circuits and switches the consumers, on one thread: what is done to a consumer is done in order. */
public final class CircuitTimer implements Later, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CircuitTimer.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "circuits");
                thread.setDaemon(true);
                return thread;
            },
            // The program is stopping.
            new ThreadPoolExecutor.DiscardPolicy());

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The task tells of its own failure, and is never taken back.
    public void run(Duration delay, Runnable task) {
        executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            LOG.error("A circuit does not follow its far side", defect);
        }
    }
}
