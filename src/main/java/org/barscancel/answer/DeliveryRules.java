package org.barscancel.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/** What follows a receiver's answer: done, again later as the legs do it (R24), or set aside for a person. */
public final class DeliveryRules {
    private static final String SEND_AGAIN = "then move the message back to the queue of deliveries.";

    private final RetryPolicy retry;
    private final Clock clock;

    /**
     * Sets up the rules.
     *
     * @param retry how long to wait, and for how long to try
     * @param clock tells when attempts are made
     */
    public DeliveryRules(RetryPolicy retry, Clock clock) {
        this.retry = retry;
        this.clock = clock;
    }

    /** Decides. */
    public DeliveryVerdict after(Delivery delivery, ReceiverAnswer answer) {
        if (answer instanceof ReceiverAnswer.Taken) {
            return new DeliveryVerdict.Delivered(delivery);
        }
        if (answer instanceof ReceiverAnswer.HeldBack held) {
            return new DeliveryVerdict.Again(delivery, held.delay(), "Not sent: " + held.what() + ".");
        }
        if (answer instanceof ReceiverAnswer.NotNow notNow) {
            return notNow(delivery, notNow);
        }
        return undelivered(
                delivery,
                ProblemCode.REFUSED,
                "The receiver refuses the result (" + answer.what() + ").",
                "Ask the receiver's support why, " + SEND_AGAIN);
    }

    private DeliveryVerdict notNow(Delivery delivery, ReceiverAnswer.NotNow answer) {
        Instant now = clock.instant();
        Delivery next = delivery.attempted(now);
        Instant first = Objects.requireNonNull(next.firstAttemptAt());
        Optional<Duration> delay = retry.next(next.attempts(), first, now, answer.retryAfter());
        if (delay.isPresent()) {
            return new DeliveryVerdict.Again(next, delay.get(), "The receiver did not take it: " + answer.what() + ".");
        }
        return undelivered(
                next,
                ProblemCode.UNAVAILABLE,
                "The receiver did not take the result in " + next.attempts() + " attempts since "
                        + first.truncatedTo(ChronoUnit.SECONDS) + "; the last time: " + answer.what() + ".",
                "Wait until the receiver works again, " + SEND_AGAIN);
    }

    private static DeliveryVerdict undelivered(Delivery delivery, ProblemCode code, String message, String action) {
        return new DeliveryVerdict.Undelivered(delivery.afresh(), new Problem(code, message, action));
    }
}
