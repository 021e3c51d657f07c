package org.barscancel.scenarios;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;

/** Lets the simulator do wrong what a scenario says, and counts how often it did. */
final class Faults implements Behaviour {
    private final Path scenario;
    private final Map<Given.Fault, AtomicInteger> fitting = new LinkedHashMap<>();
    private final Map<Given.Fault, AtomicInteger> happened = new LinkedHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();

    Faults(Path scenario, List<Given.Fault> faults) {
        this.scenario = scenario;
        faults.forEach(fault -> {
            fitting.put(fault, new AtomicInteger());
            happened.put(fault, new AtomicInteger());
        });
    }

    /** Those that never happened: the scenario would show nothing. */
    List<Given.Match> unused() {
        return happened.entrySet().stream()
                .filter(fault -> fault.getValue().get() == 0)
                .map(fault -> fault.getKey().match())
                .toList();
    }

    /** How many calls have begun; they are on record only when they are answered. */
    int begun() {
        return begun.get();
    }

    @Override
    public SimulatedAnswer answer(RecordedCall call, Server server) throws ServletException, IOException {
        begun.incrementAndGet();
        for (Given.Fault fault : fitting.keySet()) {
            if (fits(fault.match(), call) && isDue(fault)) {
                happened.get(fault).incrementAndGet();
                return answer(fault.then(), call, server);
            }
        }
        return server.answer();
    }

    static String id(RecordedCall call) {
        return call.path().contains("/") ? call.path().substring(call.path().indexOf('/') + 1) : "";
    }

    private static boolean fits(Given.Match match, RecordedCall call) {
        return (match.method() == null || match.method().equals(call.method()))
                && (match.resource() == null || match.resource().equals(call.resourceType()))
                && (match.id() == null || match.id().equals(id(call)));
    }

    private boolean isDue(Given.Fault fault) {
        int number = fitting.get(fault).incrementAndGet();
        Given.Match match = fault.match();
        return (match.first() == null || number <= match.first()) && (match.nth() == null || number == match.nth());
    }

    private SimulatedAnswer answer(Given.Then then, RecordedCall call, Server server)
            throws ServletException, IOException {
        boolean faithful = then.status() == null && !then.drop();
        SimulatedAnswer answer = then.applied() || faithful ? server.answer() : null;
        holdBack(then.delayMillis());
        if (then.drop()) {
            throw new IOException("Dropped by the scenario");
        }
        return faithful ? answer : made(then, call);
    }

    private SimulatedAnswer made(Given.Then then, RecordedCall call) {
        byte[] body = then.body() != null
                ? Fixtures.outcome(then.body())
                : then.resource() != null
                        ? Fixtures.resources(scenario, then.resource()).get(0)
                        : then.text() != null ? then.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
        String type = then.contentType() != null ? then.contentType() : "application/fhir+json";
        SimulatedAnswer answer = new SimulatedAnswer(then.status(), body.length == 0 ? null : type, Map.of(), body);
        if (!then.noEcho()) {
            for (String name : List.of("X-Request-Id", "X-Correlation-Id")) {
                answer = answer.withHeader(name, call.header(name).orElseThrow());
            }
        }
        if (then.headers() != null) {
            for (Map.Entry<String, String> header : then.headers().entrySet()) {
                answer = answer.withHeader(header.getKey(), header.getValue());
            }
        }
        return answer;
    }

    /** A far side that is slow; nothing would end the wait earlier. */
    private static void holdBack(long millis) throws IOException {
        try {
            if (millis > 0 && new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Nobody counts down");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped", stopped);
        }
    }
}
