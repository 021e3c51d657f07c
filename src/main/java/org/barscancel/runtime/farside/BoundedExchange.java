package org.barscancel.runtime.farside;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.runtime.circuit.Gate;
import org.jspecify.annotations.Nullable;

/**
 * Has each HTTP exchange pass the far side's {@link Gate}, bounds it in time and size, and hands on an answer that is
 * read to its end (R21). Stands outermost in the chain of the HTTP client, so that camel-fhir and camel-http are bound
 * alike. A socket time-out alone would not do: an answer that trickles in byte by byte never meets it.
 */
final class BoundedExchange implements ExecChainHandler {
    private static final int CHUNK = 8192;

    private final @Nullable Gate gate;
    private final Duration longest;
    private final int mostBytes;
    private final ScheduledExecutorService timer;

    /** @param gate what each exchange passes; null = none */
    BoundedExchange(@Nullable Gate gate, Duration longest, int mostBytes, ScheduledExecutorService timer) {
        this.gate = gate;
        this.longest = longest;
        this.mostBytes = mostBytes;
        this.timer = timer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (gate == null) {
            return exchange(request, scope, chain);
        }
        gate.enter();
        try {
            return exchange(request, scope, chain);
        } finally {
            gate.leave();
        }
    }

    private ClassicHttpResponse exchange(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = timer.schedule(
                () -> {
                    late.set(true);
                    cancel(scope.execRuntime);
                },
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                byte[] body = read(entity, scope.execRuntime);
                response.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType())));
            }
            return response;
        } catch (IOException failure) {
            // Whoever had no credentials has not called, however long it took to learn that there are none.
            if (late.get()
                    && !(failure instanceof BodyTooLargeException)
                    && !(failure instanceof NoCredentialsException)) {
                throw new LateException(failure);
            }
            throw failure;
        } finally {
            deadline.cancel(false);
        }
    }

    private byte[] read(HttpEntity entity, ExecRuntime runtime) throws IOException {
        try (InputStream content = entity.getContent()) {
            if (content == null) {
                return new byte[0];
            }
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                if (bytes.size() + read > mostBytes) {
                    // Closing the stream would read the rest first.
                    runtime.discardEndpoint();
                    throw new BodyTooLargeException();
                }
                bytes.write(chunk, 0, read);
            }
            return bytes.toByteArray();
        }
    }

    private static void cancel(@Nullable ExecRuntime runtime) {
        if (runtime instanceof Cancellable cancellable) {
            cancellable.cancel();
        }
    }

    /** The exchange took longer than {@code bars.http.response-timeout}. */
    static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        LateException(IOException cause) {
            super("The exchange took too long", cause);
        }
    }

    /** The body is larger than {@code bars.http.max-response-bytes}. */
    static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        BodyTooLargeException() {
            super("The body is too large");
        }
    }
}
