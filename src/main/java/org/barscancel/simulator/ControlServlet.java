package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lets a test outside of the program look into the simulator and fill it. Plain JSON, no FHIR headers.
 *
 * <ul>
 *   <li>{@code GET /simulator/record}: the calls, oldest first; {@code DELETE} forgets them
 *   <li>{@code GET /simulator/faults}: what goes wrong, and how often it did; {@code POST} adds a fault or an array of
 *       faults; {@code DELETE} ends all
 *   <li>{@code GET /simulator/appointments}: id, status and version of each
 *   <li>{@code GET /simulator/pointers}: the ids of those that are left
 *   <li>{@code POST /simulator/clients}: {@code {"apiKey": …, "jwks": …}} may have tokens; calls need one from then on
 *   <li>{@code POST /simulator/seed}: a resource, an array of resources or a Bundle
 * </ul>
 */
final class ControlServlet extends HttpServlet {
    static final List<String> PATHS = List.of(
            "/simulator/record",
            "/simulator/faults",
            "/simulator/appointments",
            "/simulator/pointers",
            "/simulator/clients",
            "/simulator/seed");

    private final transient Simulator simulator;

    ControlServlet(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/simulator/record" -> write(response, 200, calls());
            case "/simulator/faults" -> write(response, 200, simulator.faults().described());
            case "/simulator/appointments" -> write(response, 200, Json.MAPPER.valueToTree(simulator.appointments()));
            case "/simulator/pointers" -> write(response, 200, Json.MAPPER.valueToTree(simulator.pointers()));
            default -> response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            byte[] body = request.getInputStream().readAllBytes();
            switch (request.getServletPath()) {
                case "/simulator/seed" ->
                    write(response, 200, Json.MAPPER.createObjectNode().put("seeded", simulator.seed(body)));
                case "/simulator/clients" -> {
                    register(Json.MAPPER.readTree(body));
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                case "/simulator/faults" -> {
                    simulator.addFaults(body);
                    write(response, 200, simulator.faults().described());
                }
                default -> response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        } catch (IllegalArgumentException refused) {
            write(response, 400, Json.MAPPER.createObjectNode().put("error", refused.getMessage()));
        }
    }

    private void register(JsonNode client) {
        String apiKey = client.path("apiKey").asText();
        if (apiKey.isEmpty()) {
            throw new IllegalArgumentException("apiKey is missing");
        }
        simulator.tokens().register(apiKey, client.path("jwks").toString());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        switch (request.getServletPath()) {
            case "/simulator/record" -> simulator.forgetCalls();
            case "/simulator/faults" -> simulator.clearFaults();
            default -> {
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                return;
            }
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private ArrayNode calls() {
        ArrayNode calls = Json.MAPPER.createArrayNode();
        for (RecordedCall call : simulator.calls()) {
            ObjectNode entry = calls.addObject()
                    .put("at", call.at().toString())
                    .put("method", call.method())
                    .put("path", call.path())
                    .put("query", call.query());
            entry.set("headers", Json.MAPPER.valueToTree(call.headers()));
            entry.put("body", call.bodyText())
                    .put("status", call.status())
                    .put("fault", call.fault())
                    .put("applied", call.applied());
        }
        return calls;
    }

    private static void write(HttpServletResponse response, int status, JsonNode json) throws IOException {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
