package org.barscancel.simulator;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds answers back, until their time has come or nobody shall wait any longer. */
final class Holding {
    private CountDownLatch gate = new CountDownLatch(1);
    private boolean closed;

    /** What a call that comes now will wait at. Taken before anything else, so that no release is missed. */
    synchronized CountDownLatch gate() {
        return gate;
    }

    /**
     * Waits.
     *
     * @throws IOException when the gate was opened before; the call is to be broken off
     */
    static void hold(CountDownLatch gate, long millis) throws IOException {
        try {
            if (millis > 0 && gate.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("Released");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped", stopped);
        }
    }

    /** Ends every wait there is. */
    synchronized void release() {
        gate.countDown();
        if (!closed) {
            gate = new CountDownLatch(1);
        }
    }

    /** Ends every wait there is or will be. */
    synchronized void close() {
        closed = true;
        gate.countDown();
    }
}
