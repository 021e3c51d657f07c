package org.barscancel.runtime.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;

/**
 * Lets callers wait for an end by looking at the ledger again and again. Each that waits holds a thread, so only so many
 * may: another one is answered at once and asks again.
 */
final class EndWatch {
    private final Semaphore places;
    private final Duration interval;

    /**
     * @param most how many callers may wait at a time
     * @param interval between two looks
     */
    EndWatch(int most, Duration interval) {
        this.places = new Semaphore(most);
        this.interval = interval;
    }

    /**
     * Waits.
     *
     * @param ended looks whether the end is there
     * @param longest for so long at most; zero means not at all
     * @return whether the caller was given a place to wait
     */
    boolean await(BooleanSupplier ended, Duration longest) {
        if (longest.isZero() || !places.tryAcquire()) {
            return false;
        }
        try {
            long deadline = System.nanoTime() + longest.toNanos();
            while (!ended.getAsBoolean() && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(Math.min(interval.toNanos(), Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException down) {
            // The answer is then what is known without the ledger.
            return true;
        } finally {
            places.release();
        }
        return true;
    }
}
