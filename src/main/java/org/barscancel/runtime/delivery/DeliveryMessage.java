package org.barscancel.runtime.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;
import org.barscancel.answer.Delivery;
import org.barscancel.answer.DeliveryVerdict;
import org.barscancel.runtime.broker.DelayingJmsConfiguration;
import org.barscancel.runtime.broker.ProblemHeaders;

/** Writes a delivery, or that of a verdict as it goes on, with receiver, delay or problem beside it. */
final class DeliveryMessage implements Processor {
    private final String queues;
    private final ObjectMapper mapper;

    /** @param queues how the names of the receivers' queues begin */
    DeliveryMessage(String queues, ObjectMapper mapper) {
        this.queues = queues;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        message.removeHeaders("*");
        Delivery delivery = body instanceof DeliveryVerdict verdict ? verdict.delivery() : (Delivery) body;
        if (body instanceof DeliveryVerdict.Again again) {
            message.setHeader(DelayingJmsConfiguration.DELAY, again.delay().toMillis());
            message.setHeader("waitingFor", again.why());
        } else if (body instanceof DeliveryVerdict.Undelivered undelivered) {
            ProblemHeaders.set(message, delivery.cancellationId(), "answer", undelivered.problem());
        }
        if (!(body instanceof DeliveryVerdict.Undelivered)) {
            message.setHeader(JmsConstants.JMS_DESTINATION_NAME, queues + "." + delivery.receiver());
        }
        message.setHeader("receiver", delivery.receiver());
        message.setHeader("cancellationId", delivery.cancellationId().toString());
        message.setHeader("deliveryId", delivery.deliveryId().toString());
        message.setBody(mapper.writeValueAsString(delivery));
    }
}
