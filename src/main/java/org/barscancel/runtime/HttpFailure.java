package org.barscancel.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.console.ProblemAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/** Answers a call whose requests could not be queued: none of them was, or it is not known. */
final class HttpFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFailure.class);

    private static final String RETRY_SECONDS = "5";
    private static final String AGAIN = "Send the call again, with the same Idempotency-Key if it had one.";

    private final ObjectMapper mapper;

    HttpFailure(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (isBrokerDown(failure)) {
            LOG.warn("A call is not taken: the broker does not take its requests at present");
            HttpAnswers.problem(
                    exchange.getMessage(),
                    ProblemAnswer.of(HttpStatus.SERVICE_UNAVAILABLE, "Requests cannot be taken at present.", AGAIN),
                    mapper);
            exchange.getMessage().setHeader("Retry-After", RETRY_SECONDS);
        } else {
            LOG.error("A call failed: {}", failure.getClass().getName());
            HttpAnswers.problem(
                    exchange.getMessage(),
                    ProblemAnswer.of(HttpStatus.INTERNAL_SERVER_ERROR, "The program failed at this call.", AGAIN),
                    mapper);
        }
    }

    private static boolean isBrokerDown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // JournalWatch throws an IOException when the broker's word on a commit is not to be trusted.
            if (cause instanceof IOException
                    || cause instanceof JMSException
                    || cause instanceof org.springframework.jms.JmsException
                    || cause instanceof TransactionException) {
                return true;
            }
        }
        return false;
    }
}
