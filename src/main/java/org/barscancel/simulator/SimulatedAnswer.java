package org.barscancel.simulator;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole HTTP answer.
 *
 * @param status the HTTP status
 * @param contentType the body's type; null when there is no body
 * @param headers the others, as spelt on the wire
 * @param body the bytes; may be empty
 * @param isCut whether the connection breaks after half of the body, of which the length was told
 */
public record SimulatedAnswer(
        int status, @Nullable String contentType, Map<String, List<String>> headers, byte[] body, boolean isCut) {
    static final String FHIR_JSON = "application/fhir+json;charset=UTF-8";

    /** The headers whose values an answer repeats (R18). */
    static final List<String> ECHOED = List.of("X-Request-Id", "X-Correlation-Id");

    /** Copies the headers, so that a record cannot change under its holder. */
    public SimulatedAnswer {
        headers = Map.copyOf(headers);
    }

    /** One that arrives whole. */
    public SimulatedAnswer(int status, @Nullable String contentType, Map<String, List<String>> headers, byte[] body) {
        this(status, contentType, headers, body, false);
    }

    static SimulatedAnswer refusal(Refusal refusal) {
        return new SimulatedAnswer(refusal.status(), FHIR_JSON, Map.of(), Outcomes.of(refusal));
    }

    /** The same with one header more, or another value of it. */
    public SimulatedAnswer withHeader(String name, String value) {
        Map<String, List<String>> more = without(name);
        more.put(name, List.of(value));
        return new SimulatedAnswer(status, contentType, more, body, isCut);
    }

    /** The same without a header. */
    public SimulatedAnswer withoutHeader(String name) {
        return new SimulatedAnswer(status, contentType, without(name), body, isCut);
    }

    /** The same with another body of that type. */
    public SimulatedAnswer withBody(byte[] other) {
        return new SimulatedAnswer(status, contentType, headers, other, isCut);
    }

    /** The same, broken off in the middle. */
    public SimulatedAnswer cut() {
        return new SimulatedAnswer(status, contentType, headers, body, true);
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(status);
        if (contentType != null) {
            response.setContentType(contentType);
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body, 0, isCut ? body.length / 2 : body.length);
        if (isCut) {
            response.flushBuffer();
        }
    }

    private Map<String, List<String>> without(String name) {
        Map<String, List<String>> others = new LinkedHashMap<>(headers);
        others.keySet().removeIf(name::equalsIgnoreCase);
        return others;
    }

    /** Without headers and body (R23). */
    @Override
    public String toString() {
        return "SimulatedAnswer[" + status + "]";
    }
}
