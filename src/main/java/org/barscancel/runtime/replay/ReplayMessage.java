package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;
import org.barscancel.intake.ReplayPace;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.intake.Replays;
import org.barscancel.runtime.broker.DelayingJmsConfiguration;
import org.barscancel.runtime.leg.LegQueues;

/**
 * Writes a cancellation that runs again: for its leg's queue, at once when it was asked for by its id, in its turn when it is
 * one of a group.
 */
final class ReplayMessage implements Processor {
    private final ReplayPace pace;
    private final LegQueues queues;
    private final ObjectMapper mapper;

    ReplayMessage(ReplayPace pace, LegQueues queues, ObjectMapper mapper) {
        this.pace = pace;
        this.queues = queues;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Replays.Again again = exchange.getVariable("again", Replays.Again.class);
        boolean alone = exchange.getVariable("replay", ReplaySelection.class).cancellationId() != null;
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(
                DelayingJmsConfiguration.DELAY, alone ? 0L : pace.next().toMillis());
        message.setHeader(
                JmsConstants.JMS_DESTINATION_NAME,
                queues.of(again.cancellation(), again.cancellation().leg()));
        message.setHeader("waitingFor", "Its turn among those that were replayed.");
        message.setBody(mapper.writeValueAsString(again.cancellation()));
    }
}
