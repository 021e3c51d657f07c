package org.barscancel.runtime.delivery;

import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.answer.Delivery;
import org.barscancel.answer.ReceiverAnswer;
import org.barscancel.answer.ReceiverAnswer.Fault;
import org.barscancel.answer.ReceiverAnswer.NotNow;
import org.barscancel.hl7.Hl7Notification;
import org.barscancel.hl7.Hl7Reply;

/** Sends a delivery by MLLP, and judges the acknowledgement; holds it back while its receiver is paused. */
final class MllpDelivery implements Processor {
    private final Map<String, MllpCall> calls;
    private final Receivers receivers;

    /** @param calls by receiver */
    MllpDelivery(Map<String, MllpCall> calls, Receivers receivers) {
        this.calls = calls;
        this.receivers = receivers;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        MllpCall call = Objects.requireNonNull(calls.get(delivery.receiver()), delivery.receiver());
        exchange.setVariable("visit", receivers.enter(delivery));
        String reply = call.exchange(delivery.content());
        String controlId = Hl7Notification.controlId(delivery.deliveryId().toString());
        exchange.getMessage().setBody(judged(Hl7Reply.of(reply, controlId)));
    }

    private static ReceiverAnswer judged(Hl7Reply reply) {
        return switch (reply) {
            case ACCEPTED -> new ReceiverAnswer.Taken("accepted");
            case REFUSED -> new ReceiverAnswer.Refused("AR or CR");
            case FAILED -> new NotNow("AE or CE", Fault.NONE, null);
            case NONE -> new NotNow("no acknowledgement of this message", Fault.NONE, null);
        };
    }
}
