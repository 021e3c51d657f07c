package org.barscancel.runtime.farside;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.bars.Received;

/** Turns what camel-http answered, or the exception it failed with, into {@link Received}. */
public final class HttpReceived implements Processor {
    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Received received = failure == null ? response(exchange.getMessage()) : Failures.of(failure);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(received);
    }

    private static Received response(Message message) {
        Map<String, List<String>> headers = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), List.of(value.toString()));
            }
        });
        byte[] body = message.getBody(byte[].class);
        return new Received.Response(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                headers,
                body == null ? new byte[0] : body);
    }
}
