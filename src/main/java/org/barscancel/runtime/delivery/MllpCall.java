package org.barscancel.runtime.delivery;

import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.llp.MinLLPReader;
import ca.uhn.hl7v2.llp.MinLLPWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.barscancel.AnswerToSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one message by MLLP and waits for its acknowledgement, on a connection of its own and on the caller's thread. The
 * frames are HAPI's; the whole exchange is bounded in time, and the acknowledgement in size.
 */
final class MllpCall {
    private static final Logger LOG = LoggerFactory.getLogger(MllpCall.class);
    private static final int LONGEST_ACKNOWLEDGEMENT = 64 * 1024;

    private final AnswerToSettings settings;
    private final @Nullable TlsSocketStrategy tls;
    private final ScheduledExecutorService timer;

    /** @param tls null = not encrypted */
    MllpCall(AnswerToSettings settings, @Nullable TlsSocketStrategy tls, ScheduledExecutorService timer) {
        this.settings = settings;
        this.tls = tls;
        this.timer = timer;
    }

    /**
     * Sends a message.
     *
     * @param message one character for each byte
     * @return what came in the frame of the answer, one character for each byte
     * @throws IOException when none came
     * @throws LLPException when what came is no frame
     */
    String exchange(String message) throws IOException, LLPException {
        AtomicBoolean late = new AtomicBoolean();
        try (Socket socket = new Socket()) {
            Duration connect = settings.connectTimeout();
            socket.connect(
                    new InetSocketAddress(settings.host(), settings.port()), Math.toIntExact(connect.toMillis()));
            ScheduledFuture<?> deadline = timer.schedule(
                    () -> {
                        late.set(true);
                        close(socket);
                    },
                    settings.responseTimeout().toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                return exchange(socket, message);
            } finally {
                deadline.cancel(false);
            }
        } catch (IOException | LLPException broken) {
            if (late.get()) {
                throw new SocketTimeoutException("The exchange took too long");
            }
            throw broken;
        }
    }

    private String exchange(Socket connected, String message) throws IOException, LLPException {
        connected.setTcpNoDelay(true);
        try (Socket socket = secured(connected)) {
            new MinLLPWriter(socket.getOutputStream(), StandardCharsets.ISO_8859_1).writeMessage(message);
            String answer =
                    new MinLLPReader(new Bounded(socket.getInputStream()), StandardCharsets.ISO_8859_1).getMessage();
            if (answer == null) {
                throw new SocketTimeoutException("Nothing came");
            }
            return answer;
        }
    }

    private Socket secured(Socket socket) throws IOException {
        return tls == null ? socket : tls.upgrade(socket, settings.host(), settings.port(), null, null);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            LOG.debug("A connection that took too long does not close", closed);
        }
    }

    /** Ends after so many bytes, so that an answer without an end does not fill memory. */
    private static final class Bounded extends FilterInputStream {
        private int left = LONGEST_ACKNOWLEDGEMENT;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = left-- > 0 ? super.read() : -1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(bytes, offset, Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
