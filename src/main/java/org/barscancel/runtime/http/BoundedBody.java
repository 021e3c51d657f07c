package org.barscancel.runtime.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads a body from the network, and no more of it than is allowed in size and time. */
final class BoundedBody {
    private static final int PIECE = 8192;

    private BoundedBody() {}

    /**
     * Copies it.
     *
     * @return whether it was no larger than that
     * @throws SocketTimeoutException when it did not come in time
     */
    static boolean copy(InputStream in, OutputStream out, long mostBytes, Duration mostTime) throws IOException {
        long deadline = System.nanoTime() + mostTime.toNanos();
        long size = 0;
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            size += read;
            if (size > mostBytes) {
                return false;
            }
            out.write(piece, 0, read);
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException();
            }
        }
        return true;
    }
}
