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
 */
public record SimulatedAnswer(
        int status, @Nullable String contentType, Map<String, List<String>> headers, byte[] body) {
    static final String FHIR_JSON = "application/fhir+json;charset=UTF-8";

    /** Copies the headers, so that a record cannot change under its holder. */
    public SimulatedAnswer {
        headers = Map.copyOf(headers);
    }

    static SimulatedAnswer refusal(Refusal refusal) {
        return new SimulatedAnswer(refusal.status(), FHIR_JSON, Map.of(), Outcomes.of(refusal));
    }

    /** The same with one header more, or another value of it. */
    public SimulatedAnswer withHeader(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, List.of(value));
        return new SimulatedAnswer(status, contentType, more, body);
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(status);
        if (contentType != null) {
            response.setContentType(contentType);
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Without headers and body (R23). */
    @Override
    public String toString() {
        return "SimulatedAnswer[" + status + "]";
    }
}
