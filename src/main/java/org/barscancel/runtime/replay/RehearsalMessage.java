package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;
import org.barscancel.intake.Rehearsals;
import org.barscancel.intake.ReplayPace;
import org.barscancel.runtime.broker.DelayingJmsConfiguration;
import org.barscancel.runtime.leg.LegQueues;
import org.barscancel.runtime.leg.Lists;

/**
 * Writes a dry run of what stopped for the queue of its provider: at once when it was asked for by its id, in its turn among
 * those that run again when it is one of a group. That one bears its list, which a person may pause and abort.
 */
final class RehearsalMessage implements Processor {
    private final ReplayPace pace;
    private final LegQueues queues;
    private final ObjectMapper mapper;

    RehearsalMessage(ReplayPace pace, LegQueues queues, ObjectMapper mapper) {
        this.pace = pace;
        this.queues = queues;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Rehearsals.Rehearsed one = exchange.getVariable("rehearsedOne", Rehearsals.Rehearsed.class);
        String batchId =
                exchange.getVariable("rehearsal", Rehearsals.Asked.class).batchId();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        if (batchId != null) {
            message.setHeader(Lists.BATCH, batchId);
            message.setHeader(DelayingJmsConfiguration.DELAY, pace.next().toMillis());
            message.setHeader("waitingFor", "Its turn among those that are tried.");
        }
        message.setHeader(JmsConstants.JMS_DESTINATION_NAME, queues.requests(one.cancellation()));
        message.setBody(mapper.writeValueAsString(one.cancellation()));
    }
}
