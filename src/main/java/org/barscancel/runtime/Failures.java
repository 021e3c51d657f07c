package org.barscancel.runtime;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.bars.Received;
import org.barscancel.bars.TlsRefusedException;
import org.jspecify.annotations.Nullable;

/** What an exception of the HTTP client says about the request: whether it may have reached the far side. */
final class Failures {
    private Failures() {}

    static Received of(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HeldBackException held) {
                return new Received.HeldBack(held.why(), held.waiting());
            }
            if (cause instanceof NoCredentialsException none) {
                return new Received.NoCredentials(none.why(), none.refused());
            }
            if (cause instanceof TlsRefusedException untrusted) {
                return new Received.NotTrusted(untrusted.why());
            }
            if (cause instanceof IOException io) {
                return new Received.Failed(kind(io));
            }
        }
        return new Received.Failed(Received.Kind.LOST);
    }

    private static Received.Kind kind(IOException failure) {
        if (failure instanceof BoundedExchange.BodyTooLargeException || failure instanceof MessageConstraintException) {
            return Received.Kind.TOO_LARGE;
        }
        if (failure instanceof ConnectTimeoutException
                || failure instanceof ConnectionRequestTimeoutException
                || failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLException) {
            return Received.Kind.NOT_SENT;
        }
        return failure instanceof BoundedExchange.LateException || failure instanceof SocketTimeoutException
                ? Received.Kind.TIMED_OUT
                : Received.Kind.LOST;
    }
}
