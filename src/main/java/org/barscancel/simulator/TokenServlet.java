package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /simulator/token}: gives access tokens for signed assertions, as the NHS API platform does, or for a client's secret (R20). */
final class TokenServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final String BASIC = "Basic ";

    private final transient Simulator simulator;

    TokenServlet(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            require(request, "grant_type", "client_credentials");
            String authorization = request.getHeader("Authorization");
            String token = authorization != null && authorization.startsWith(BASIC)
                    ? simulator.tokens().giveForSecret(authorization.substring(BASIC.length()))
                    : byAssertion(request);
            ObjectNode given = Json.MAPPER.createObjectNode();
            // As text: that is how the platform writes it.
            given.put("access_token", token).put("expires_in", Long.toString(Tokens.LIFE.toSeconds()));
            given.put("token_type", "Bearer");
            write(response, HttpServletResponse.SC_OK, given);
        } catch (TokenRules.NoTokenException none) {
            write(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    Json.MAPPER
                            .createObjectNode()
                            .put("error", none.error())
                            .put("error_description", none.description()));
        }
    }

    private String byAssertion(HttpServletRequest request) throws TokenRules.NoTokenException {
        require(request, "client_assertion_type", ASSERTION_TYPE);
        String assertion = request.getParameter("client_assertion");
        if (assertion == null) {
            throw new TokenRules.NoTokenException("invalid_request", "Missing client_assertion");
        }
        return simulator.tokens().give(assertion, request.getRequestURL().toString());
    }

    private static void require(HttpServletRequest request, String name, String value)
            throws TokenRules.NoTokenException {
        if (!value.equals(request.getParameter(name))) {
            throw new TokenRules.NoTokenException(
                    "invalid_request", "Missing or invalid " + name + " - must be '" + value + "'");
        }
    }

    private static void write(HttpServletResponse response, int status, JsonNode json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(json));
    }
}
