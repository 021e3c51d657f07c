package org.barscancel.runtime.intake;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.cancellation.Event;
import org.barscancel.intake.Admission;
import org.barscancel.intake.Arrival;
import org.barscancel.runtime.leg.Journeys;
import org.barscancel.runtime.watch.Measures;

/**
 * Counts what became of each row, has what follows be of its cancellation, and notes it for a route whose caller hears it at once: that route has set the variable
 * {@code admissions} to a list. Of files and messages nothing is noted: they may be long, and the ledger answers them.
 */
public final class Admissions implements Processor {
    /** Variable: the list that a route wants its rows noted in. */
    public static final String VARIABLE = "admissions";

    private final Measures measures;
    private final Journeys journeys;

    /**
     * @param measures count each row
     * @param journeys begin the way of each
     */
    public Admissions(Measures measures, Journeys journeys) {
        this.measures = measures;
        this.journeys = journeys;
    }

    @Override
    public void process(Exchange exchange) {
        Admission admission = exchange.getVariable("admission", Admission.class);
        Arrival arrival = exchange.getVariable("arrival", Arrival.class);
        measures.came(arrival.channel(), admission);
        Event.Accepted accepted = Receipt.accepted(admission);
        journeys.row(exchange, arrival.size(), accepted.cancellationId(), accepted.correlationId());
        List<Admission> noted = of(exchange);
        if (noted != null) {
            noted.add(admission);
        }
    }

    /** What became of each row so far, in their order; null when the route has set no list. */
    @SuppressWarnings("unchecked")
    public static List<Admission> of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, List.class);
    }
}
