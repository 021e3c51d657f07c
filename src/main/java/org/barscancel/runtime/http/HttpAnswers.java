package org.barscancel.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.barscancel.console.ProblemAnswer;
import org.jspecify.annotations.Nullable;

/** Writes answers into a message as Camel's HTTP door sends them. */
public final class HttpAnswers {
    static final String HL7 = "application/hl7-v2";

    /** Status: all of it has ended. */
    public static final int OK = 200;

    /** Status: it is taken, and goes on. */
    public static final int ACCEPTED = 202;

    private HttpAnswers() {}

    /** Answers with a problem and its status (RFC 9457); all headers of the call are dropped. */
    public static void problem(Message message, ProblemAnswer problem, ObjectMapper mapper)
            throws JsonProcessingException {
        write(message, problem.status(), ProblemAnswer.MEDIA_TYPE, mapper.writeValueAsString(problem));
    }

    /** Answers with JSON; all headers of the call are dropped. */
    public static void json(Message message, int status, String body) {
        write(message, status, "application/json", body);
    }

    static void hl7(Message message, int status, byte[] body) {
        write(message, status, HL7, body);
    }

    /** The text of a header; one that stands more than once is one with commas in between (RFC 9110). */
    static @Nullable String header(Message message, String name) {
        Object header = message.getHeader(name);
        return header instanceof List<?> several
                ? String.join(", ", several.stream().map(String::valueOf).toList())
                : (String) header;
    }

    private static void write(Message message, int status, String mediaType, String body) {
        write(message, status, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Message message, int status, String mediaType, byte[] body) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        message.setBody(body);
    }
}
