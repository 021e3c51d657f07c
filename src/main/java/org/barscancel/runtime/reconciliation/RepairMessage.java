package org.barscancel.runtime.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.runtime.leg.LegQueues;

/** Writes a cancellation whose registry leg is to run again, for the queue of its registry. */
final class RepairMessage implements Processor {
    private final LegQueues queues;
    private final ObjectMapper mapper;

    RepairMessage(LegQueues queues, ObjectMapper mapper) {
        this.queues = queues;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Cancellation cancellation = message.getBody(Cancellation.class);
        message.removeHeaders("*");
        message.setHeader(JmsConstants.JMS_DESTINATION_NAME, queues.pointers(cancellation));
        message.setBody(mapper.writeValueAsString(cancellation));
    }
}
