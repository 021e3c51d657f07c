package org.barscancel.runtime.leg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.Problem;
import org.barscancel.runtime.broker.DelayingJmsConfiguration;
import org.barscancel.runtime.broker.ProblemHeaders;
import org.barscancel.runtime.broker.StoppedProperties;

/** Writes the cancellation of a verdict as it goes on, with its queue, the delay or the problem beside it. */
public final class VerdictMessage implements Processor {
    private final ObjectMapper mapper;
    private final LegQueues queues;

    /** @param queues where a cancellation that goes on waits for its leg */
    public VerdictMessage(ObjectMapper mapper, LegQueues queues) {
        this.mapper = mapper;
        this.queues = queues;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Verdict verdict = exchange.getVariable("verdict", Verdict.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        if (verdict instanceof Verdict.Again again) {
            message.setHeader(DelayingJmsConfiguration.DELAY, again.delay().toMillis());
            message.setHeader("waitingFor", again.why());
            message.setHeader(JmsConstants.JMS_DESTINATION_NAME, queues.of(verdict.cancellation(), again.leg()));
            Lists.keep(exchange, verdict.cancellation());
        } else if (verdict instanceof Verdict.Found) {
            message.setHeader(JmsConstants.JMS_DESTINATION_NAME, queues.requests(verdict.cancellation()));
            Lists.keep(exchange, verdict.cancellation());
        } else if (verdict instanceof Verdict.Proceed) {
            message.setHeader(JmsConstants.JMS_DESTINATION_NAME, queues.pointers(verdict.cancellation()));
        } else if (verdict instanceof Verdict.Reject reject) {
            stopped(message, verdict.cancellation(), reject.leg(), reject.problem());
        } else if (verdict instanceof Verdict.Park park) {
            stopped(message, verdict.cancellation(), park.leg(), park.problem());
        }
        message.setBody(mapper.writeValueAsString(verdict.cancellation()));
    }

    /** What a replay selects by stands beside the problem. */
    private static void stopped(Message message, Cancellation cancellation, Leg leg, Problem problem) {
        ProblemHeaders.set(message, cancellation.cancellationId(), leg.code(), problem);
        message.setHeader(StoppedProperties.REPLAYABLE, true);
        StoppedProperties.setOrigin(
                message,
                cancellation.generation(),
                cancellation.receivedAt(),
                cancellation.source().requester());
        if (cancellation.isDryRun()) {
            message.setHeader(StoppedProperties.DRY_RUN, true);
        }
        if (cancellation.providerName() != null) {
            message.setHeader(StoppedProperties.PROVIDER, cancellation.providerName());
        }
    }
}
