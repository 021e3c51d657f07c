package org.barscancel.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.leg.Verdict;

/** Writes the cancellation of a verdict as it goes on, with the delay or the problem beside it. */
final class VerdictMessage implements Processor {
    private final ObjectMapper mapper;

    VerdictMessage(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Verdict verdict = exchange.getVariable("verdict", Verdict.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        if (verdict instanceof Verdict.Again again) {
            message.setHeader(DelayingJmsConfiguration.DELAY, again.delay().toMillis());
            message.setHeader("waitingFor", again.why());
        } else if (verdict instanceof Verdict.Reject reject) {
            ProblemHeaders.set(
                    message,
                    verdict.cancellation().cancellationId(),
                    reject.leg().code(),
                    reject.problem());
        } else if (verdict instanceof Verdict.Park park) {
            ProblemHeaders.set(
                    message, verdict.cancellation().cancellationId(), park.leg().code(), park.problem());
        }
        message.setBody(mapper.writeValueAsString(verdict.cancellation()));
    }
}
