package org.barscancel.runtime.steering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.runtime.leg.LegQueues;
import org.barscancel.runtime.leg.Lists;

/** Writes a request that is set aside while its list is paused, with the queue to which it goes back. */
final class HeldMessage implements Processor {
    /** Message property: where it goes back to. */
    static final String QUEUE = "heldFrom";

    private final LegQueues queues;
    private final ObjectMapper mapper;

    HeldMessage(LegQueues queues, ObjectMapper mapper) {
        this.queues = queues;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Cancellation cancellation = exchange.getVariable("cancellation", Cancellation.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        Lists.keep(exchange, cancellation);
        message.setHeader(QUEUE, queues.requests(cancellation));
        message.setBody(mapper.writeValueAsString(cancellation));
    }
}
