package org.barscancel.answer;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.barscancel.answer.ReceiverAnswer.Fault;
import org.barscancel.answer.ReceiverAnswer.NotNow;
import org.barscancel.bars.Received;
import org.barscancel.bars.RetryAfter;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to a callback means. A status alone counts, since the body is the receiver's own affair. Only what says
 * that this very result is not wanted ends the delivery; what a person may mend meanwhile (401, 404, a redirect) is sent
 * again.
 */
public final class CallbackAnswers {
    private static final Set<Integer> REFUSALS = Set.of(400, 410, 413, 415, 422);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final Clock clock;

    /** @param clock tells how long it is until a date in {@code Retry-After} */
    public CallbackAnswers(Clock clock) {
        this.clock = clock;
    }

    /** Judges an answer. */
    public ReceiverAnswer judge(Received received) {
        if (received instanceof Received.HeldBack held) {
            return new ReceiverAnswer.HeldBack(held.why(), held.retryAfter());
        }
        if (received instanceof Received.Response response) {
            return status(response);
        }
        if (received instanceof Received.NotTrusted untrusted) {
            return new NotNow(untrusted.why(), Fault.NO_CONNECTION, null);
        }
        return switch (((Received.Failed) received).kind()) {
            case NOT_SENT -> new NotNow("no connection", Fault.NO_CONNECTION, null);
            case TIMED_OUT -> new NotNow("no answer in time", Fault.NO_ANSWER, null);
            case LOST, TOO_LARGE -> new NotNow("the connection broke", Fault.NO_ANSWER, null);
        };
    }

    private ReceiverAnswer status(Received.Response response) {
        int status = response.status();
        String what = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return new ReceiverAnswer.Taken(what);
        }
        if (REFUSALS.contains(status)) {
            return new ReceiverAnswer.Refused(what);
        }
        @Nullable
        Duration retryAfter = RetryAfter.parse(response.header("Retry-After").orElse(null), clock);
        return new NotNow(what, fault(status), retryAfter);
    }

    private static Fault fault(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return Fault.TOO_MANY;
        }
        return status >= 500 || status == REQUEST_TIMEOUT ? Fault.UNAVAILABLE : Fault.NONE;
    }
}
