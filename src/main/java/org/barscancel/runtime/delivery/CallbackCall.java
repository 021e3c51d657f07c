package org.barscancel.runtime.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;
import org.barscancel.answer.CallbackSecret;
import org.barscancel.answer.Delivery;
import org.barscancel.runtime.circuit.HeldBackException;

/** Turns a delivery into the call that camel-http makes, signed as of now; holds it back while its receiver is paused. */
final class CallbackCall implements Processor {
    private final Map<String, Callback> callbacks;
    private final Receivers receivers;
    private final Clock clock;

    /** @param callbacks by receiver */
    CallbackCall(Map<String, Callback> callbacks, Receivers receivers, Clock clock) {
        this.callbacks = callbacks;
        this.receivers = receivers;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws HeldBackException {
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        Callback callback = Objects.requireNonNull(callbacks.get(delivery.receiver()), delivery.receiver());
        exchange.setVariable("visit", receivers.enter(delivery));
        byte[] body = delivery.content().getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, callback.url());
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("webhook-id", delivery.deliveryId().toString());
        message.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        if (!callback.secrets().isEmpty()) {
            message.setHeader(
                    "webhook-signature",
                    CallbackSecret.signatures(callback.secrets(), delivery.deliveryId(), now, body));
        }
        if (callback.authorization() != null) {
            message.setHeader("Authorization", callback.authorization());
        }
        message.setBody(body);
    }
}
