package org.barscancel.runtime.farside;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.bars.Call;

/** Turns a {@link Call} in the body into the message that camel-fhir reads by. */
final class FhirCall implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Call call = message.getMandatoryBody(Call.class);
        message.removeHeaders("*");
        message.setHeader(FarSideFhirComponent.EXCHANGE, new FhirExchange(call));
        if (call.resourceId() == null) {
            message.setHeader("CamelFhir.url", call.url());
        } else {
            message.setHeader("CamelFhir.resourceClass", call.resourceType());
            message.setHeader("CamelFhir.stringId", call.resourceId());
        }
    }
}
