package org.barscancel.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.barscancel.console.ProblemAnswer;

/** Writes answers into a message as Camel's HTTP door sends them. */
final class HttpAnswers {
    static final int OK = 200;
    static final int ACCEPTED = 202;

    private HttpAnswers() {}

    static void problem(Message message, ProblemAnswer problem, ObjectMapper mapper) throws JsonProcessingException {
        write(message, problem.status(), ProblemAnswer.MEDIA_TYPE, mapper.writeValueAsString(problem));
    }

    static void json(Message message, int status, String body) {
        write(message, status, "application/json", body);
    }

    private static void write(Message message, int status, String mediaType, String body) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        message.setBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
