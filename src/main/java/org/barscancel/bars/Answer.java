package org.barscancel.bars;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a far side's answer means for a cancellation (R24). */
public sealed interface Answer {
    /** Names the answer for a person: HTTP status and published code, never the far side's own text (R23). */
    String what();

    /**
     * 2xx.
     *
     * @param body empty when there was none
     * @param etag the {@code ETag} header as received
     */
    record Success(String what, byte[] body, @Nullable String etag) implements Answer {
        @Override
        public String toString() {
            return "Success[" + what + "]";
        }
    }

    /** This very message was received before: confirm by reading (R18). */
    record Duplicate(String what) implements Answer {}

    /** The resource changed under us: read again, decide again (R7). */
    record Conflict(String what) implements Answer {}

    /** A write may have happened: read first. On a read it is no more than a failure to answer. */
    record MaybeApplied(String what) implements Answer {}

    /** Again, no sooner than that; slow the whole leg. */
    record TooManyRequests(String what, @Nullable Duration retryAfter) implements Answer {}

    /** The call did not reach the far side: again with back-off. */
    record NotSent(String what) implements Answer {}

    /**
     * The call was not made, since the far side is paused or its calls are capped. No attempt: again after the wait, as
     * if nothing had been tried.
     *
     * @param retryAfter how long to wait before it is tried again
     */
    record HeldBack(String what, Duration retryAfter) implements Answer {}

    /** Again with back-off, no sooner than that. */
    record Unavailable(String what, @Nullable Duration retryAfter) implements Answer {}

    /**
     * The far side does not accept who we are.
     *
     * @param renewable whether a new token may help
     */
    record Unauthorised(String what, boolean renewable) implements Answer {}

    /** The resource is not there. */
    record Absent(String what) implements Answer {}

    /** The message did not reach its service. */
    record NotRouted(String what) implements Answer {}

    /** The far side will not take this message. */
    record Refused(String what) implements Answer {}

    /** Something in between answered, or the answer is no FHIR answer to the question. */
    record Invalid(String what) implements Answer {}
}
