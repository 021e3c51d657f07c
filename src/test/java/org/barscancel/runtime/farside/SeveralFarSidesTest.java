package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two providers, each with a registry, in the whole program: the default pair, and that of the north. */
class SeveralFarSidesTest {
    private static final int REQUESTS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OF_NORTH = service("2000099999");
    private static final String OF_NOBODY = service("2000000000");

    @TempDir
    static Path home;

    private static SimulatorHost northern;
    private static WholeProgram program;

    @BeforeAll
    static void start() {
        northern = SimulatorHost.start();
        program = new WholeProgram(
                home,
                "--bars.providers.north.url=" + northern.baseUrl(),
                "--bars.providers.north.registry=north-nrl",
                "--bars.providers.north.services=https://fhir.nhs.uk/Id/dos-service-id|2000099999",
                "--bars.providers.north.requesters=pas-north",
                "--bars.providers.north.organisation.ods-code=N1001",
                "--bars.providers.north.organisation.name=North Hospital",
                "--bars.providers.north.core-version=1.1.0",
                "--bars.providers.north.concurrency=3",
                "--bars.registries.north-nrl.url=" + northern.baseUrl(),
                "--bars.circuit.failures=3",
                "--bars.circuit.pause=200ms",
                "--bars.retry.initial-delay=100ms",
                "--bars.retry.max-delay=500ms");
    }

    @AfterAll
    static void stop() {
        program.close();
        northern.close();
    }

    @Test
    void aProviderThatIsDownKeepsNobodyElseWaiting() throws Exception {
        oneIsDown("provider-north", "requests.north", call -> "Appointment".equals(call.resourceType()));
    }

    @Test
    void aRegistryThatIsDownKeepsNobodyElseWaiting() throws Exception {
        oneIsDown("registry-north-nrl", "pointers.north-nrl", call -> "DocumentReference".equals(call.resourceType()));
    }

    /** The others are done before the one that is down has done anything. */
    private static void oneIsDown(String farSide, String queue, Predicate<RecordedCall> concerned) throws Exception {
        Simulator usual = program.farSides(REQUESTS);
        Simulator north = WholeProgram.seeded(northern.simulator(), REQUESTS, "N1001");
        AtomicBoolean down = new AtomicBoolean(true);
        north.behave((call, server) -> down.get() && concerned.test(call)
                ? new SimulatedAnswer(503, null, Map.of(), new byte[0])
                : server.answer());
        Path late = program.request(REQUESTS, "", OF_NORTH);
        await("a pause").atMost(PATIENCE).until(() -> program.state(farSide) == CircuitState.PAUSED);

        List<JsonNode> unaffected = program.results(program.request(REQUESTS));

        assertThat(unaffected).hasSize(REQUESTS).allSatisfy(result -> {
            assertThat(result.path("outcome").textValue()).isEqualTo("done");
            assertThat(result.path("registry").textValue()).isEqualTo("removed");
            assertThat(result.at("/attempts/provider").intValue()).isEqualTo(1);
            assertThat(result.at("/attempts/registry").intValue()).isEqualTo(1);
        });
        assertThat(north.pointers()).hasSize(REQUESTS);
        assertThat(late).doesNotExist();
        await("all of them on their own queue").atMost(PATIENCE).until(() -> program.waiting(queue) >= REQUESTS - 3);
        assertThat(program.waiting("requests") + program.waiting("pointers")).isZero();
        assertThat(List.of(program.state("provider"), program.state("registry")))
                .containsOnly(CircuitState.CLOSED);
        JsonNode shown = program.json("health").at("/components/farSides/components");
        assertThat(shown.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("provider", "registry", "provider-north", "registry-north-nrl");
        assertThat(shown.path(farSide).at("/details/state").textValue()).isIn("paused", "probing");

        down.set(false);

        assertThat(program.results(late)).hasSize(REQUESTS).allMatch(result -> "removed"
                .equals(result.path("registry").textValue()));
        assertThat(usual.pointers()).isEmpty();
        assertThat(List.of(program.waiting("parked"), program.waiting("dead"))).containsOnly(0L);
    }

    @Test
    void eachFarSideIsCalledWithIdsAndHeadersOfItsOwn() throws Exception {
        Simulator usual = program.farSides(1);
        Simulator north = WholeProgram.seeded(northern.simulator(), 1, "N1001");

        program.results(program.request(1));
        program.results(program.request(1, "pas-north/", ""));

        assertThat(usual.calls()).isNotEmpty().allSatisfy(call -> {
            assertThat(header(call, "NHSD-End-User-Organisation")).contains("A1001", "Outage Hospital");
            assertThat(header(call, "NHSD-Target-Identifier")).contains("2000072491");
            assertThat(call.header("Accept")).hasValue("application/fhir+json; version=1.2.0");
        });
        assertThat(north.calls()).isNotEmpty().allSatisfy(call -> {
            assertThat(header(call, "NHSD-End-User-Organisation")).contains("N1001", "North Hospital");
            assertThat(header(call, "NHSD-Requesting-Software")).contains("OUTAGE");
            assertThat(header(call, "NHSD-Target-Identifier")).contains("2000099999");
            assertThat(call.header("Accept"))
                    .hasValue(
                            "Appointment".equals(call.resourceType())
                                    ? "application/fhir+json; version=1.1.0"
                                    : "application/fhir+json; version=1.2.0");
        });
        assertThat(List.of(ids(usual, "X-Correlation-Id"), ids(north, "X-Correlation-Id")))
                .allSatisfy(ids -> assertThat(ids.stream().distinct()).hasSize(1))
                .doesNotHaveDuplicates();
        assertThat(ids(usual, "X-Request-Id")).doesNotContainAnyElementsOf(ids(north, "X-Request-Id"));
        assertThat(usual.calls("PUT", "Appointment")).hasSize(1);
        assertThat(north.calls("PUT", "Appointment")).hasSize(1);
        assertThat(north.calls("DELETE", "DocumentReference")).hasSize(1);
    }

    @Test
    void aServiceOfNoProviderIsRejectedAndNobodyIsCalled() throws Exception {
        Simulator usual = program.farSides(2);
        Simulator north = WholeProgram.seeded(northern.simulator(), 2, "N1001");
        long before = program.waiting("rejected");

        List<JsonNode> results = program.results(program.request(2, "pas-north/", OF_NOBODY));

        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.path("outcome").textValue()).isEqualTo("rejected");
            assertThat(result.path("registry").textValue()).isEqualTo("skipped");
            assertThat(result.at("/problem/code").textValue()).isEqualTo("routing");
            assertThat(result.path("appointmentId").textValue()).startsWith("appointment-");
        });
        assertThat(usual.calls()).isEmpty();
        assertThat(north.calls()).isEmpty();
        await().untilAsserted(
                        () -> assertThat(program.waiting("rejected") - before).isEqualTo(2));
    }

    private static String service(String value) {
        return ",\"targetService\":{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"" + value + "\"}";
    }

    private static String header(RecordedCall call, String name) {
        return new String(Base64.getDecoder().decode(call.header(name).orElseThrow()), StandardCharsets.UTF_8);
    }

    private static List<String> ids(Simulator simulator, String header) throws IOException {
        return simulator.calls().stream()
                .map(call -> call.header(header).orElseThrow())
                .toList();
    }
}
