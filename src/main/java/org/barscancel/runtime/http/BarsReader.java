package org.barscancel.runtime.http;

import java.time.Duration;
import java.util.ArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.intake.Admission;
import org.barscancel.intake.BarsIntake;
import org.barscancel.intake.DryRunWish;
import org.barscancel.intake.HttpArrival;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.runtime.intake.Admissions;

/** Turns a call with a BaRS message into an arrival; nothing else of its headers gets any further. */
final class BarsReader implements Processor {
    /** A receiver answers within five seconds (R21), of which reading and queueing take some. */
    static final Duration PATIENCE = Duration.ofMillis(4_500);

    /** The standard knows none, and whoever asks for one must not have the message carried out. */
    private static final Problem NO_DRY_RUN = new Problem(
            ProblemCode.INVALID_FIELD,
            "There is no dry run of a BaRS message by this call; nothing was done.",
            "Drop it as a file whose name ends in .dry-run.json or .dry-run.xml.");

    private final BarsIntake intake;

    BarsReader(BarsIntake intake) {
        this.intake = intake;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        BarsCall call = BarsCall.of(name -> HttpAnswers.header(message, name));
        HttpArrival arrival = DryRunWish.in(message.getHeaders()) != DryRunWish.NONE
                ? new HttpArrival.Refused(NO_DRY_RUN)
                : intake.read(
                        body == null ? new byte[0] : body,
                        HttpAnswers.header(message, Exchange.CONTENT_TYPE),
                        call.requestId(),
                        call.correlationId(),
                        HttpCaller.of(message).requester());
        exchange.setVariable("preference", Preference.read(HttpAnswers.header(message, "Prefer"), PATIENCE));
        CallersOfRoutes.note(exchange);
        message.removeHeaders("*");
        exchange.setVariable("barsCall", call);
        exchange.setVariable("httpArrival", arrival);
        exchange.setVariable(Admissions.VARIABLE, new ArrayList<Admission>());
        message.setBody(arrival instanceof HttpArrival.Taken taken ? taken.arrival() : arrival);
    }
}
