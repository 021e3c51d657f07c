package org.barscancel.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.HttpArrival;

/** Answers a call whose body was not looked at. */
final class HttpRefusal implements Processor {
    private final ObjectMapper mapper;
    private final String mediaTypes;

    /**
     * @param mediaTypes those that are read, as {@code Accept-Post} names them
     */
    HttpRefusal(ObjectMapper mapper, String mediaTypes) {
        this.mapper = mapper;
        this.mediaTypes = mediaTypes;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        HttpArrival.Refused refused = message.getBody(HttpArrival.Refused.class);
        HttpAnswers.problem(message, ProblemAnswer.of(refused.problem()), mapper);
        message.setHeader("Accept-Post", mediaTypes);
    }
}
