package org.barscancel.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.HttpArrival;
import org.barscancel.runtime.intake.Hl7Answers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/** Answers a call whose requests could not be queued: none of them was, or it is not known. */
public final class HttpFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFailure.class);

    static final String RETRY_SECONDS = "5";
    private static final String AGAIN = "Send the call again, with the same Idempotency-Key if it had one.";

    private final Hl7Answers hl7;
    private final ObjectMapper mapper;

    /**
     * @param hl7 answers those who sent HL7 v2
     * @param mapper writes problems
     */
    public HttpFailure(Hl7Answers hl7, ObjectMapper mapper) {
        this.hl7 = hl7;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ProblemAnswer problem;
        if (failure instanceof AuditUnavailableException) {
            problem = ProblemAnswer.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "It cannot be recorded who asks for this, so it is not done.",
                    "Tell those who run the program: the audit trail cannot be written.");
        } else if (isDown(failure)) {
            LOG.warn(
                    "A call is not taken: what it asks for cannot be stored at present, or the ledger cannot be asked");
            problem = ProblemAnswer.of(HttpStatus.SERVICE_UNAVAILABLE, "Requests cannot be taken at present.", AGAIN);
        } else {
            LOG.error("A call failed: {}", failure.getClass().getName());
            problem = ProblemAnswer.of(HttpStatus.INTERNAL_SERVER_ERROR, "The program failed at this call.", AGAIN);
        }
        if (Hl7Answers.isWanted(exchange)) {
            HttpArrival.Taken taken = exchange.getVariable("httpArrival", HttpArrival.Taken.class);
            HttpAnswers.hl7(exchange.getMessage(), problem.status(), hl7.notStored(taken));
        } else {
            HttpAnswers.problem(exchange.getMessage(), problem, mapper);
        }
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            exchange.getMessage().setHeader("Retry-After", RETRY_SECONDS);
        }
    }

    static boolean isDown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof JMSException
                    || cause instanceof org.springframework.jms.JmsException
                    || cause instanceof TransactionException
                    || cause instanceof DataAccessException) {
                return true;
            }
        }
        return false;
    }
}
