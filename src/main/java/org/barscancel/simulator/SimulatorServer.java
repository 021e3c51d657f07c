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
import org.jspecify.annotations.Nullable;

/**
 * HAPI's FHIR server with the manners of BaRS around it. Each call is read whole, checked for its headers (R18, R19) and
 * for being a repeat, handled, put on record, and only then answered.
 */
final class SimulatorServer extends RestfulServer {
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
        CallRecord.Entry entry =
                simulator.record().begin(call, simulator.settings().recordLimit());
        Handling handling = new Handling(call, entry, request, response);
        int status = 0;
        SimulatedAnswer answer;
        try {
            answer = simulator.behaviour().answer(call, () -> simulator.faults().answer(call, handling));
            status = answer.status();
        } catch (IOException brokenOff) {
            request.setAttribute(BreakOff.BROKEN_OFF, true);
            return;
        } finally {
            simulator.record().end(entry, call.ended(status, handling.fault, handling.applied));
        }
        if (answer.isCut()) {
            request.setAttribute(BreakOff.BROKEN_OFF, true);
        }
        answer.writeTo(response);
    }

    /** The ids are echoed by us, on each answer; HAPI's own would be a second one. */
    @Override
    protected void addRequestIdToResponse(ServletRequestDetails call, String requestId) {}

    /** One call's way through the server, and what the record shall say of it. */
    private final class Handling implements Behaviour.Server {
        private final RecordedCall call;
        private final CallRecord.Entry entry;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private @Nullable String fault;
        private boolean applied;

        private Handling(
                RecordedCall call, CallRecord.Entry entry, HttpServletRequest request, HttpServletResponse response) {
            this.call = call;
            this.entry = entry;
            this.request = request;
            this.response = response;
        }

        @Override
        public SimulatedAnswer answer() throws ServletException, IOException {
            return echo(call, handled());
        }

        @Override
        public void struckBy(String name) {
            fault = name;
            // It may hold the answer back for long, too.
            simulator.record().note(entry, call.ended(0, fault, applied));
        }

        @Override
        public void storeIds() {
            idPair(call).ifPresent(simulator.appliedWrites()::claim);
        }

        private SimulatedAnswer handled() throws ServletException, IOException {
            if (!simulator.tokens().accepts(call)) {
                return SimulatedAnswer.refusal(Refusal.unauthorised());
            }
            if (simulator.settings().strictHeaders()) {
                Optional<Refusal> broken = HeaderRules.broken(call);
                if (broken.isPresent()) {
                    return SimulatedAnswer.refusal(broken.get());
                }
            }
            Optional<String> pair = idPair(call);
            if (pair.isPresent() && !simulator.appliedWrites().claim(pair.get())) {
                return SimulatedAnswer.refusal(Refusal.duplicate());
            }
            try {
                SimulatedAnswer answer = serve(call, request, response);
                applied = call.isWrite() && answer.status() < 300;
                // The answer may be held back for long, and the change has been made.
                simulator.record().note(entry, call.ended(0, fault, applied));
                return answer;
            } finally {
                if (!applied) {
                    pair.ifPresent(simulator.appliedWrites()::release);
                }
            }
        }
    }

    /** The ids a write is known again by; a read has none. */
    private static Optional<String> idPair(RecordedCall call) {
        return call.header("X-Request-Id")
                .filter(id -> call.isWrite())
                .map(id -> id + " " + call.header("X-Correlation-Id").orElse(""));
    }

    private SimulatedAnswer serve(RecordedCall call, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        BufferedResponse buffered = new BufferedResponse(response);
        super.service(new ReplayedRequest(request, call.body()), buffered);
        return buffered.answer();
    }

    private static SimulatedAnswer echo(RecordedCall call, SimulatedAnswer answer) {
        SimulatedAnswer echoed = answer;
        for (String name : SimulatedAnswer.ECHOED) {
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
                0,
                null,
                false);
    }
}
