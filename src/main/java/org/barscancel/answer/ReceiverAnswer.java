package org.barscancel.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending a result to a receiver. */
public sealed interface ReceiverAnswer {
    /** For a person; never the receiver's own words. */
    String what();

    /** The receiver has it. */
    record Taken(String what) implements ReceiverAnswer {}

    /**
     * The receiver does not have it now, or did not say so.
     *
     * @param fault what that says of the receiver
     * @param retryAfter how long it asks to wait, if it does
     */
    record NotNow(String what, Fault fault, @Nullable Duration retryAfter) implements ReceiverAnswer {}

    /** The receiver will not take it, however often it is sent. */
    record Refused(String what) implements ReceiverAnswer {}

    /**
     * It was not sent, for a reason of our own.
     *
     * @param delay how long to wait
     */
    record HeldBack(String what, Duration delay) implements ReceiverAnswer {}

    /** What an answer says of the receiver as a whole. */
    enum Fault {
        /** It works, and has something against this call. */
        NONE,
        /** It says that it cannot serve. */
        UNAVAILABLE,
        /** It cannot be reached: name, connection or TLS. */
        NO_CONNECTION,
        /** It does not answer in time, or breaks off. */
        NO_ANSWER,
        /** It wants fewer calls. */
        TOO_MANY
    }
}
