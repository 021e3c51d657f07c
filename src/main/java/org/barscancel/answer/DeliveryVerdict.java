package org.barscancel.answer;

import java.time.Duration;
import org.barscancel.problem.Problem;

/** What becomes of a delivery after an attempt. */
public sealed interface DeliveryVerdict {
    /** As it goes on. */
    Delivery delivery();

    /** The receiver has it. */
    record Delivered(Delivery delivery) implements DeliveryVerdict {}

    /**
     * It is sent again.
     *
     * @param delay not before this long from now
     * @param why for a person
     */
    record Again(Delivery delivery, Duration delay, String why) implements DeliveryVerdict {}

    /** It is set aside for a person. */
    record Undelivered(Delivery delivery, Problem problem) implements DeliveryVerdict {}
}
