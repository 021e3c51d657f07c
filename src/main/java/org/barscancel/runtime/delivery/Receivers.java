package org.barscancel.runtime.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.barscancel.answer.Delivery;
import org.barscancel.answer.DeliveryRules;
import org.barscancel.answer.DeliveryVerdict;
import org.barscancel.answer.ReceiverAnswer;
import org.barscancel.answer.ReceiverAnswer.Fault;
import org.barscancel.runtime.circuit.Circuit;
import org.barscancel.runtime.circuit.CircuitReason;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.HeldBackException;
import org.barscancel.runtime.circuit.LegPolicies;
import org.barscancel.runtime.circuit.LegPolicy;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who are told results: for each a circuit, so that one that is down is called now and then only, and what became
 * of its deliveries, in counters and in the log.
 */
public final class Receivers {
    private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);

    private final LegPolicies policies;
    private final DeliveryRules rules;
    private final Setbacks setbacks;
    private final MeterRegistry meters;

    /**
     * Sets up receivers.
     *
     * @param policies have a circuit for each of them, by the name deliveries use
     */
    Receivers(LegPolicies policies, DeliveryRules rules, MeterRegistry meters, LongSupplier nanoTime) {
        this.policies = policies;
        this.rules = rules;
        this.meters = meters;
        this.setbacks = new Setbacks(nanoTime);
    }

    /** The receiver that a callback of {@code bars.callbacks} is, as deliveries, its circuit and metrics name it. */
    public static String callback(String name) {
        return "callback." + name;
    }

    /** The receiver that a feed of {@code bars.hl7.feeds} is, if it is answered. */
    public static String feed(String name) {
        return "hl7." + name;
    }

    /** The policy of a receiver's route, which consumes nothing while the receiver is paused; null of other routes. */
    @Nullable
    LegPolicy policy(String routeId) {
        return policies.of(routeId);
    }

    /** The circuit of each receiver, by its name. */
    public Circuits circuits() {
        return policies.circuits();
    }

    /**
     * Lets a delivery be sent; {@link #settle} must follow.
     *
     * @throws HeldBackException when its receiver is not to be called now
     */
    Circuit.Visit enter(Delivery delivery) throws HeldBackException {
        return circuit(delivery).enter(null);
    }

    /**
     * Takes notice of what a receiver answered, and decides what follows.
     *
     * @param visit what the delivery was let in with; null when it was held back
     */
    public DeliveryVerdict settle(Delivery delivery, Circuit.@Nullable Visit visit, ReceiverAnswer answer) {
        if (visit != null) {
            tell(circuit(delivery), visit, answer);
        }
        DeliveryVerdict verdict = rules.after(delivery, answer);
        count(delivery.receiver(), verdict, answer);
        note(delivery, answer, verdict);
        return verdict;
    }

    private Circuit circuit(Delivery delivery) {
        return policies.circuits().of(delivery.receiver());
    }

    private static void tell(Circuit circuit, Circuit.Visit visit, ReceiverAnswer answer) {
        Fault fault = answer instanceof ReceiverAnswer.NotNow notNow ? notNow.fault() : Fault.NONE;
        @Nullable Duration asked = answer instanceof ReceiverAnswer.NotNow notNow ? notNow.retryAfter() : null;
        switch (fault) {
            case NONE -> circuit.leave(visit, !(answer instanceof ReceiverAnswer.HeldBack));
            case UNAVAILABLE -> circuit.failed(visit, CircuitReason.UNAVAILABLE, asked);
            case NO_CONNECTION -> circuit.failed(visit, CircuitReason.NO_CONNECTION, asked);
            case NO_ANSWER -> circuit.failed(visit, CircuitReason.NO_ANSWER, asked);
            case TOO_MANY -> circuit.slowDown(asked);
        }
    }

    private void count(String receiver, DeliveryVerdict verdict, ReceiverAnswer answer) {
        String outcome = answer instanceof ReceiverAnswer.HeldBack
                ? "held-back"
                : verdict instanceof DeliveryVerdict.Delivered
                        ? "delivered"
                        : verdict instanceof DeliveryVerdict.Again ? "again" : "undelivered";
        meters.counter("bars.deliveries", "receiver", receiver, "outcome", outcome)
                .increment();
    }

    private void note(Delivery delivery, ReceiverAnswer answer, DeliveryVerdict verdict) {
        String receiver = delivery.receiver();
        if (verdict instanceof DeliveryVerdict.Delivered) {
            if (setbacks.succeeded(receiver)) {
                LOG.info("Receiver {} takes results again", receiver);
            }
        } else if (verdict instanceof DeliveryVerdict.Undelivered undelivered) {
            LOG.warn(
                    "Cancellation {}: receiver {} was not told the result: {}",
                    delivery.cancellationId(),
                    receiver,
                    undelivered.problem().message());
        } else if (answer instanceof ReceiverAnswer.NotNow && setbacks.failed(receiver, answer.what())) {
            LOG.warn("Receiver {} does not take results ({}); they are sent again", receiver, answer.what());
        }
    }
}
