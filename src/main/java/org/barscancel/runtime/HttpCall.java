package org.barscancel.runtime;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.bars.Call;

/** Turns a {@link Call} in the body into the message that camel-http sends: its headers and nothing else. */
final class HttpCall implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Call call = message.getMandatoryBody(Call.class);
        message.removeHeaders("*");
        call.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, call.url());
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setBody(call.body());
    }
}
