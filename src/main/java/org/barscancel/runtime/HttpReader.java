package org.barscancel.runtime;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.intake.Admission;
import org.barscancel.intake.HttpArrival;
import org.barscancel.intake.HttpIntake;
import org.jspecify.annotations.Nullable;

/** Turns an HTTP call into an arrival; nothing else of its headers gets any further. */
final class HttpReader implements Processor {
    private final HttpIntake intake;

    HttpReader(HttpIntake intake) {
        this.intake = intake;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        String key = text(message.getHeader("Idempotency-Key"));
        Preference preference = Preference.read(text(message.getHeader("Prefer")));
        message.removeHeaders("*");
        HttpArrival arrival = intake.read(body == null ? new byte[0] : body, contentType, key, null);
        exchange.setVariable("preference", preference);
        exchange.setVariable("httpArrival", arrival);
        exchange.setVariable(Admissions.VARIABLE, new ArrayList<Admission>());
        message.setBody(arrival instanceof HttpArrival.Taken taken ? taken.arrival() : arrival);
    }

    /** A header that stands more than once is one with commas in between (RFC 9110). */
    private static @Nullable String text(@Nullable Object header) {
        return header instanceof List<?> several
                ? String.join(", ", several.stream().map(String::valueOf).toList())
                : (String) header;
    }
}
