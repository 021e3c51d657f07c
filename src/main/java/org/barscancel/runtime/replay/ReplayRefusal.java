package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.runtime.http.HttpAnswers;

/** Answers a call for replays that asks for nothing that could be done. */
final class ReplayRefusal implements Processor {
    private final ObjectMapper mapper;

    ReplayRefusal(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        HttpAnswers.problem(exchange.getMessage(), exchange.getMessage().getBody(ProblemAnswer.class), mapper);
    }
}
