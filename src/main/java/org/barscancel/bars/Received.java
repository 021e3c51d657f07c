package org.barscancel.bars;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back of a call, before anybody has judged it. */
public sealed interface Received {
    /**
     * An HTTP answer, read to its end.
     *
     * @param status the HTTP status
     * @param headers by lower-case name
     * @param body the bytes, without content coding; empty when there were none
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) implements Received {
        /** The first value of a header, whatever the case of its name. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        /** Without headers and body (R23). */
        @Override
        public String toString() {
            return "Response[" + status + "]";
        }
    }

    /** No answer that could be read to its end. */
    record Failed(Kind kind) implements Received {}

    /**
     * The call was not made, for a reason of our own: the far side has not seen it and has not failed.
     *
     * @param why for a person, safe to show
     * @param retryAfter how long to wait before it is tried again
     */
    record HeldBack(String why, Duration retryAfter) implements Received {}

    /**
     * The call was not made, since the credentials it needs could not be had (R20).
     *
     * @param why for a person, without secrets
     * @param refused whether asking again would bring the same
     */
    record NoCredentials(String why, boolean refused) implements Received {}

    /**
     * No connection was made, since one side does not take the certificate of the other.
     *
     * @param why for a person, without secrets
     */
    record NotTrusted(String why) implements Received {}

    /** Why there is none. */
    enum Kind {
        /** The request cannot have reached the far side: name, connection or TLS failed. */
        NOT_SENT,
        /** Nothing came in time; the far side may have the request. */
        TIMED_OUT,
        /** The connection broke; the far side may have the request. */
        LOST,
        /** The body is larger than {@code bars.http.max-response-bytes}; reading stopped there. */
        TOO_LARGE
    }
}
