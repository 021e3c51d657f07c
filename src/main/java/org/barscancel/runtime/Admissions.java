package org.barscancel.runtime;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.intake.Admission;

/**
 * Notes what became of each row, for a route whose caller hears it at once: that route has set the variable
 * {@code admissions} to a list. Of files and messages nothing is noted: they may be long, and the ledger answers them.
 */
final class Admissions implements Processor {
    static final String VARIABLE = "admissions";

    @Override
    public void process(Exchange exchange) {
        List<Admission> noted = of(exchange);
        if (noted != null) {
            noted.add(exchange.getVariable("admission", Admission.class));
        }
    }

    @SuppressWarnings("unchecked")
    static List<Admission> of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, List.class);
    }
}
