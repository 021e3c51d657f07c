package org.barscancel.runtime.leg;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.intake.Admission;
import org.barscancel.runtime.broker.ProblemHeaders;
import org.barscancel.runtime.broker.StoppedProperties;

/** Writes a refused request as it was received, with the reason beside it. */
public final class RefusalMessage implements Processor {
    @Override
    public void process(Exchange exchange) {
        Admission.Refused refused = exchange.getVariable("admission", Admission.Refused.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        ProblemHeaders.set(message, refused.cancellationId(), Leg.PROVIDER.code(), refused.problem());
        refused.events().forEach(event -> {
            if (event instanceof Event.Accepted accepted) {
                StoppedProperties.setOrigin(
                        message,
                        accepted.generation(),
                        accepted.receivedAt(),
                        accepted.source().requester());
            }
        });
        message.setBody(refused.original());
    }
}
