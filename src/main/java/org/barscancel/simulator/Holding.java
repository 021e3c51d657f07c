package org.barscancel.simulator;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds answers back, until their time has come or nobody shall wait any longer. */
final class Holding {
    private volatile CountDownLatch release = new CountDownLatch(1);
    private volatile boolean closed;

    /**
     * Waits.
     *
     * @throws IOException when it was released before; the call is to be broken off
     */
    void hold(long millis) throws IOException {
        CountDownLatch mine = release;
        try {
            if (millis > 0 && (closed || mine.await(millis, TimeUnit.MILLISECONDS))) {
                throw new IOException("Released");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped", stopped);
        }
    }

    /** Ends every wait there is. */
    synchronized void release() {
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** Ends every wait there is or will be. */
    void close() {
        closed = true;
        release();
    }
}
