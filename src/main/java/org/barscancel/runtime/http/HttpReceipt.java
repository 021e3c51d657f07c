package org.barscancel.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.answer.CancellationResult;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.Admission;
import org.barscancel.intake.Arrival;
import org.barscancel.intake.HttpArrival;
import org.barscancel.request.Reading;
import org.barscancel.runtime.intake.Admissions;
import org.barscancel.runtime.intake.Hl7Answers;
import org.barscancel.runtime.intake.Receipt;

/**
 * Answers a call whose requests are safely queued: 200 when all of them have ended, which the caller may wait for, else
 * 202. A single request that was refused is answered with its problem. HL7 v2 is answered in HL7 v2.
 */
final class HttpReceipt implements Processor {
    private final Receipts receipts;
    private final EndWatch watch;
    private final Hl7Answers hl7;
    private final ObjectMapper mapper;

    HttpReceipt(Receipts receipts, EndWatch watch, Hl7Answers hl7, ObjectMapper mapper) {
        this.receipts = receipts;
        this.watch = watch;
        this.hl7 = hl7;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        HttpArrival.Taken taken = exchange.getVariable("httpArrival", HttpArrival.Taken.class);
        Arrival arrival = taken.arrival();
        List<Admission> admissions = Admissions.of(exchange);
        List<CancellationResult> results = receipts.of(arrival, admissions);
        Message message = exchange.getMessage();
        boolean asHl7 = Hl7Answers.isWanted(exchange);
        if (arrival.batchId() == null && admissions.get(0) instanceof Admission.Refusal refused) {
            ProblemAnswer problem = problem(refused, taken.unreadable());
            if (asHl7) {
                HttpAnswers.hl7(message, problem.status(), hl7.stored(taken, admissions));
            } else {
                HttpAnswers.problem(message, problem, mapper);
            }
            return;
        }
        Preference preference = exchange.getVariable("preference", Preference.class);
        boolean waited =
                !allFinal(results) && watch.await(() -> receipts.ended(arrival, admissions), preference.patience());
        if (waited) {
            results = receipts.again(arrival, admissions);
        }
        int status = allFinal(results) ? HttpAnswers.OK : HttpAnswers.ACCEPTED;
        if (asHl7) {
            HttpAnswers.hl7(message, status, hl7.stored(taken, admissions));
        } else {
            HttpAnswers.json(
                    message, status, mapper.writeValueAsString(arrival.batchId() == null ? results.get(0) : results));
        }
        message.setHeader("Location", location(arrival, results));
        if (waited) {
            message.setHeader("Preference-Applied", preference.applied());
        }
    }

    private static boolean allFinal(List<CancellationResult> results) {
        return results.stream().allMatch(Receipt::isFinal);
    }

    private static ProblemAnswer problem(
            Admission.Refusal refused, Reading.@org.jspecify.annotations.Nullable Unreadable unreadable) {
        ProblemAnswer problem = ProblemAnswer.of(refused.problem()).keptAs(refused.cancellationId());
        return unreadable == null ? problem : problem.at(unreadable.line(), unreadable.column());
    }

    private static String location(Arrival arrival, List<CancellationResult> results) {
        return arrival.batchId() == null
                ? "/cancellations/" + results.get(0).cancellationId()
                : "/batches/" + arrival.batchId();
    }
}
