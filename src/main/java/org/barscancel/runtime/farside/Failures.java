package org.barscancel.runtime.farside;

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
import org.barscancel.runtime.circuit.HeldBackException;
import org.jspecify.annotations.Nullable;

/** What an exception of the HTTP client says about the request: whether it may have reached the far side. */
public final class Failures {
    private Failures() {}

    /** What there is instead of an answer. Unless the exception shows that nothing was sent, the far side may have the request (R24). */
    public static Received of(@Nullable Throwable thrown) {
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

    /** Why there was no answer; nothing of what others wrote, but what is bounded and made for a person. */
    public static String explained(IOException failure) {
        if (failure instanceof NoCredentialsException none) {
            return none.why();
        }
        if (failure instanceof TlsRefusedException refused) {
            return refused.why();
        }
        if (failure instanceof BoundedExchange.LateException || failure instanceof SocketTimeoutException) {
            return "no whole answer in the time of the settings (connect-timeout, response-timeout)";
        }
        if (failure instanceof BoundedExchange.BodyTooLargeException) {
            return "the answer is larger than max-response-bytes";
        }
        if (failure instanceof UnknownHostException) {
            return "the name of its host is not known here";
        }
        return failure instanceof ConnectException
                ? "nobody listens there"
                : "no answer: " + failure.getClass().getSimpleName();
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
