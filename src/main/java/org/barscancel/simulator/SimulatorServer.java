package org.barscancel.simulator;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HAPI's FHIR server with the manners of BaRS around it. Each call is read whole, checked for its headers (R18, R19) and
 * for being a repeat, handled, put on record, and only then answered.
 */
final class SimulatorServer extends RestfulServer {
    /** Names the attribute of a request whose connection is to be closed without an answer. */
    static final String BROKEN_OFF = SimulatorServer.class.getName() + ".broken-off";

    private static final List<String> ECHOED = List.of("X-Request-Id", "X-Correlation-Id");

    private final transient Simulator simulator;

    SimulatorServer(Simulator simulator) {
        super(FhirContext.forR4Cached());
        this.simulator = simulator;
        setResourceProviders(List.of(
                new AppointmentProvider(simulator), new PointerProvider(simulator), new PatientProvider(simulator)));
        registerInterceptor(new TextAnswers(simulator));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RecordedCall call = received(request);
        int status = 0;
        SimulatedAnswer answer;
        try {
            answer = simulator.behaviour().answer(call, () -> echo(call, handle(call, request, response)));
            status = answer.status();
        } catch (IOException brokenOff) {
            request.setAttribute(BROKEN_OFF, true);
            throw brokenOff;
        } finally {
            simulator.record(call.answered(status));
        }
        answer.writeTo(response);
    }

    /** The ids are echoed by us, on each answer; HAPI's own would be a second one. */
    @Override
    protected void addRequestIdToResponse(ServletRequestDetails call, String requestId) {}

    private SimulatedAnswer handle(RecordedCall call, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (simulator.settings().strictHeaders()) {
            Optional<Refusal> broken = HeaderRules.broken(call);
            if (broken.isPresent()) {
                return SimulatedAnswer.refusal(broken.get());
            }
        }
        if (!call.isWrite() || call.header("X-Request-Id").isEmpty()) {
            return serve(call, request, response);
        }
        String pair = call.header("X-Request-Id").orElseThrow() + " "
                + call.header("X-Correlation-Id").orElse("");
        if (!simulator.appliedWrites().claim(pair)) {
            return SimulatedAnswer.refusal(Refusal.duplicate());
        }
        boolean applied = false;
        try {
            SimulatedAnswer answer = serve(call, request, response);
            applied = answer.status() < 300;
            return answer;
        } finally {
            if (!applied) {
                simulator.appliedWrites().release(pair);
            }
        }
    }

    private SimulatedAnswer serve(RecordedCall call, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        BufferedResponse buffered = new BufferedResponse(response);
        super.service(new ReplayedRequest(request, call.body()), buffered);
        return buffered.answer();
    }

    private static SimulatedAnswer echo(RecordedCall call, SimulatedAnswer answer) {
        SimulatedAnswer echoed = answer;
        for (String name : ECHOED) {
            Optional<String> id = call.header(name);
            if (id.isPresent()) {
                echoed = echoed.withHeader(name, id.get());
            }
        }
        return echoed;
    }

    private RecordedCall received(HttpServletRequest request) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        String base = request.getContextPath() + request.getServletPath() + "/";
        String uri = request.getRequestURI();
        return new RecordedCall(
                simulator.clock().instant(),
                request.getMethod(),
                uri.startsWith(base) ? uri.substring(base.length()) : "",
                request.getQueryString(),
                headers,
                request.getInputStream().readAllBytes(),
                0);
    }
}
