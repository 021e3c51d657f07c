package org.barscancel.credentials;

import java.time.Instant;

/**
 * An access token.
 *
 * @param value what is sent after {@code Bearer}
 * @param since when it was given
 * @param until when it expires
 */
record Token(String value, Instant since, Instant until) {
    /** Without its value (R23). */
    @Override
    public String toString() {
        return "Token[until=" + until + "]";
    }
}
