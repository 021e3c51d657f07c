package org.barscancel.runtime.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.console.Preferred;
import org.barscancel.intake.Admission;
import org.barscancel.intake.CalledFiles;
import org.barscancel.intake.DryRunWish;
import org.barscancel.intake.HttpArrival;
import org.barscancel.intake.HttpIntake;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.runtime.intake.Admissions;
import org.barscancel.runtime.intake.Hl7Answers;
import org.barscancel.runtime.steering.ListMarks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Turns an HTTP call into an arrival; nothing else of its headers gets any further. */
final class HttpReader implements Processor {
    /** HL7 v2 is answered in HL7 v2 unless the caller says otherwise. */
    private static final List<MediaType> ANSWERS =
            List.of(MediaType.parseMediaType(HttpAnswers.HL7), MediaType.APPLICATION_JSON);

    private static final String RATES = "[1-9]\\d{0,2}|" + CalledFiles.MOST_RATE;

    private static final Problem NO_RATE = new Problem(
            ProblemCode.INVALID_FIELD,
            "The parameter rate must be a whole number from 1 to " + CalledFiles.MOST_RATE + ".",
            "Correct it, or leave it out.");

    private final HttpIntake intake;
    private final CalledFiles files;

    HttpReader(HttpIntake intake, CalledFiles files) {
        this.intake = intake;
        this.files = files;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Path spooled = spooled(message);
        byte[] body = spooled == null ? message.getBody(byte[].class) : null;
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        String key = HttpAnswers.header(message, "Idempotency-Key");
        String feed = HttpAnswers.header(message, "feed");
        DryRunWish dryRun = DryRunWish.in(message.getHeaders());
        Preference preference = Preference.read(HttpAnswers.header(message, "Prefer"));
        boolean asHl7 =
                Preferred.of(HttpAnswers.header(message, "Accept"), ANSWERS).equals(ANSWERS.get(0));
        String requester = HttpCaller.of(message).requester();
        String rate = HttpAnswers.header(message, ListMarks.RATE);
        CallersOfRoutes.note(exchange);
        message.removeHeaders("*");
        boolean sound = rate == null || rate.matches(RATES);
        Integer most = rate == null || !sound ? null : Integer.valueOf(rate);
        exchange.setVariable(ListMarks.RATE, most);
        HttpArrival arrival = !sound
                ? new HttpArrival.Refused(NO_RATE)
                : spooled != null
                        ? files.take(spooled, contentType, key, requester, dryRun, most)
                        : intake.read(body == null ? new byte[0] : body, contentType, key, feed, requester, dryRun);
        exchange.setVariable("preference", preference);
        exchange.setVariable("httpArrival", arrival);
        exchange.setVariable(Admissions.VARIABLE, new ArrayList<Admission>());
        if (arrival instanceof HttpArrival.Taken taken) {
            exchange.setVariable(Hl7Answers.VARIABLE, asHl7 && !taken.headers().isEmpty());
            message.setBody(taken.arrival());
        } else {
            message.setBody(arrival);
        }
    }

    /** A body that the server has put on disk. */
    private static @Nullable Path spooled(Message message) {
        HttpServletRequest request = HttpCaller.request(message);
        return request == null ? null : (Path) request.getAttribute(Spool.ATTRIBUTE);
    }
}
