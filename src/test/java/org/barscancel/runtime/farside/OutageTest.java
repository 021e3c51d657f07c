package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hundreds of requests and far sides in trouble do to each other, in the whole program. */
class OutageTest {
    private static final Logger LOG = LoggerFactory.getLogger(OutageTest.class);
    private static final int REQUESTS = 300;
    private static final int IN_FLIGHT = 4;
    private static final int FAILURES = 5;
    private static final int REGISTRY_CALLS_A_SECOND = 250;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many probes of a far side that is down are waited for. */
    private static final int PROBES = 10;

    @TempDir
    static Path home;

    private static WholeProgram program;

    @BeforeAll
    static void start() {
        program = new WholeProgram(
                home,
                "--bars.concurrency.provider=" + IN_FLIGHT,
                "--bars.concurrency.registry=" + IN_FLIGHT,
                "--bars.rate.registry=" + REGISTRY_CALLS_A_SECOND,
                "--bars.circuit.failures=" + FAILURES,
                "--bars.circuit.pause=" + PAUSE.toMillis() + "ms",
                "--bars.retry.initial-delay=100ms",
                "--bars.retry.max-delay=500ms",
                "--bars.retry.give-up-after=2m");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void survivesAProviderThatIsDownFromTheStart() throws Exception {
        survives("provider", call -> "Appointment".equals(call.resourceType()));
    }

    @Test
    void survivesAProviderThatAnswersReadsAndTakesNoWrites() throws Exception {
        survives("provider", call -> "PUT".equals(call.method()));
    }

    @Test
    void survivesARegistryThatIsDownWhileTheProviderLegGoesOn() throws Exception {
        survives("registry", call -> "DocumentReference".equals(call.resourceType()));
    }

    private void survives(String farSide, Predicate<RecordedCall> concerned) throws Exception {
        Simulator simulator = program.farSides(REQUESTS);
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger refused = new AtomicInteger();
        simulator.behave((call, server) -> {
            if (down.get() && concerned.test(call)) {
                refused.incrementAndGet();
                return answer(503);
            }
            return server.answer();
        });
        Instant begun = Instant.now();
        Path file = program.request(REQUESTS);

        await("probes").atMost(PATIENCE).until(() -> refused.get() >= FAILURES + IN_FLIGHT + PROBES);
        if (farSide.equals("registry")) {
            await("all cancelled").atMost(PATIENCE).until(() -> simulator.appointments().stream()
                    .allMatch(appointment -> "cancelled".equals(appointment.status())));
        }
        await("a pause").atMost(PATIENCE).until(() -> program.state(farSide) != CircuitState.CLOSED);
        assertVisible(farSide);
        int calls = refused.get();
        Duration lasted = Duration.between(begun, Instant.now());
        down.set(false);
        List<JsonNode> results = program.results(file);

        int most = results.stream().mapToInt(OutageTest::attempts).max().orElseThrow();
        LOG.info("{}: {} calls in an outage of {}, most attempts {}", farSide, calls, lasted, most);
        assertThat(results).hasSize(REQUESTS).allSatisfy(result -> {
            assertThat(result.path("outcome").textValue()).isEqualTo("done");
            assertThat(result.path("registry").textValue()).isEqualTo("removed");
        });
        // Whoever was in flight when it was paused, and one probe for each pause that can have ended.
        assertThat(calls).isLessThanOrEqualTo(FAILURES + IN_FLIGHT + (int) lasted.dividedBy(PAUSE) + 1);
        assertThat(results.stream().mapToInt(OutageTest::attempts).sum())
                .as("attempts beyond the two that settle each request")
                .isLessThanOrEqualTo(2 * REQUESTS + refused.get());
        assertThat(List.of(program.waiting("parked"), program.waiting("rejected"), program.waiting("dead")))
                .containsOnly(0L);
        await("called again").until(() -> program.state(farSide) == CircuitState.CLOSED);
    }

    @Test
    void makesNoCallBeforeTheTimeThatA429AsksFor() throws Exception {
        Simulator simulator = program.farSides(REQUESTS);
        Duration asked = Duration.ofSeconds(2);
        AtomicInteger puts = new AtomicInteger();
        AtomicReference<Instant> answered = new AtomicReference<>();
        simulator.behave((call, server) -> {
            if ("PUT".equals(call.method()) && puts.incrementAndGet() == REQUESTS / 10) {
                answered.set(Instant.now());
                return answer(429).withHeader("Retry-After", Long.toString(asked.toSeconds()));
            }
            return server.answer();
        });

        List<JsonNode> results = program.results(program.request(REQUESTS));

        List<Instant> tooEarly = simulator.calls().stream()
                .filter(call -> "Appointment".equals(call.resourceType()))
                .map(RecordedCall::at)
                .filter(at ->
                        at.isAfter(answered.get()) && at.isBefore(answered.get().plus(asked)))
                .toList();
        // Others go on until the answer is heard, which a busy machine takes its time for.
        LOG.info("{} calls were made before the 429 was heard", tooEarly.size());
        assertThat(tooEarly)
                .as("calls made after it")
                .allMatch(at -> at.isBefore(answered.get().plus(asked.dividedBy(2))));
        assertThat(results).hasSize(REQUESTS).allMatch(result -> "done"
                .equals(result.path("outcome").textValue()));
        assertThat(results.stream()
                        .mapToInt(result ->
                                result.path("attempts").path("provider").intValue())
                        .sum())
                .isEqualTo(REQUESTS + 1);
    }

    @Test
    void keepsToTheCapsUnderLoad() throws Exception {
        Simulator simulator = program.farSides(REQUESTS);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger mostInFlight = new AtomicInteger();
        CountDownLatch allAtOnce = new CountDownLatch(IN_FLIGHT);
        simulator.behave((call, server) -> {
            if (!"Appointment".equals(call.resourceType())) {
                return server.answer();
            }
            mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                allAtOnce.countDown();
                allAtOnce.await(5, TimeUnit.SECONDS);
                return server.answer();
            } catch (InterruptedException stopping) {
                throw new java.io.InterruptedIOException();
            } finally {
                inFlight.decrementAndGet();
            }
        });

        List<JsonNode> results = program.results(program.request(REQUESTS));

        List<Instant> registryCalls = simulator.calls().stream()
                .filter(call -> "DocumentReference".equals(call.resourceType()))
                .map(RecordedCall::at)
                .sorted()
                .toList();
        int most = 0;
        for (int first = 0, next = 0; first < registryCalls.size(); first++) {
            Instant end = registryCalls.get(first).plusSeconds(1);
            while (next < registryCalls.size() && registryCalls.get(next).isBefore(end)) {
                next++;
            }
            most = Math.max(most, next - first);
        }
        LOG.info("Most in flight {}, most calls of {} in a second {}", mostInFlight, registryCalls.size(), most);
        assertThat(results).hasSize(REQUESTS).allMatch(result -> "removed"
                .equals(result.path("registry").textValue()));
        assertThat(mostInFlight).hasValue(IN_FLIGHT);
        // One period's permits more, and calls that were given a permit before and arrive within the second.
        int period = Math.max(1, REGISTRY_CALLS_A_SECOND / 100);
        assertThat(most).isLessThanOrEqualTo(REGISTRY_CALLS_A_SECOND + period + IN_FLIGHT);
        assertThat(program.json("metrics/bars.calls.inflight?tag=farSide:provider")
                        .at("/measurements/0/value")
                        .doubleValue())
                .isZero();
    }

    private static void assertVisible(String farSide) throws Exception {
        HttpResponse<String> answer = program.actuator("health");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode health = new ObjectMapper().readTree(answer.body());
        assertThat(health.path("status").textValue()).isEqualTo("DEGRADED");
        JsonNode shown = health.at("/components/farSides/components/" + farSide);
        assertThat(shown.path("status").textValue()).isEqualTo("DEGRADED");
        assertThat(shown.at("/details/state").textValue()).isIn("paused", "probing");
        assertThat(shown.at("/details/reason").textValue()).isEqualTo("unavailable");
        assertThat(Instant.parse(shown.at("/details/since").textValue())).isBefore(Instant.now());
        assertThat(health.toString())
                .doesNotContain(home.toString(), Path.of("").toAbsolutePath().toString(), "jdbc:");
        for (String probe : List.of("health/readiness", "health/liveness")) {
            assertThat(program.json(probe).path("status").textValue()).isEqualTo("UP");
        }
        assertThat(program.json("metrics/bars.circuit.state?tag=farSide:" + farSide)
                        .at("/measurements/0/value")
                        .doubleValue())
                .isIn(1.0, 2.0);
    }

    private static int attempts(JsonNode result) {
        return result.at("/attempts/provider").intValue()
                + result.at("/attempts/registry").intValue();
    }

    private static SimulatedAnswer answer(int status) {
        return new SimulatedAnswer(status, null, Map.of(), new byte[0]);
    }
}
