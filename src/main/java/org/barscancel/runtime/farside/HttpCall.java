package org.barscancel.runtime.farside;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;
import org.barscancel.bars.Call;

/** Turns a {@link Call} in the body into the message that camel-http sends: its headers and nothing else. */
public final class HttpCall implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Call call = message.getMandatoryBody(Call.class);
        message.removeHeaders("*");
        call.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, call.url());
        // As camel-http has it: a text would be searched a converter for, at each call.
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(call.method()));
        message.setBody(call.body());
    }
}
