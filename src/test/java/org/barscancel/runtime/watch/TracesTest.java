package org.barscancel.runtime.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.runtime.OtlpCollector;
import org.barscancel.runtime.OtlpCollector.Span;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a collector of traces and a reader of logs see of a cancellation, and what the far sides do not. */
class TracesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOREIGN_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CORRELATION = "9562466f-c982-4bd5-bb0e-255e9f5e6689";

    @TempDir
    Path home;

    private final AtomicBoolean down = new AtomicBoolean();

    private final OtlpCollector collector = OtlpCollector.start();
    private final WireMockServer receiver =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @AfterEach
    void stop() {
        collector.close();
        receiver.stop();
    }

    /** The provider fails, the program is stopped and started again, and then all goes well. */
    @Test
    void oneTraceGoesFromTheDoorToTheDeliveryAcrossQueuesAndARestart() throws Exception {
        receiver.start();
        receiver.stubFor(post(anyUrl()).willReturn(ok()));
        down.set(true);
        Path result;
        try (WholeProgram program = program()) {
            result = program.drop("pas-1/one.json", request(0));
            await("an attempt").atMost(PATIENCE).until(() -> named("provider leg"), spans -> !spans.isEmpty());
            // The span of an attempt that is under way when the program is stopped may be lost, as that of any crash.
            program.rest("cancel");
        }
        down.set(false);
        try (WholeProgram program = program()) {
            Simulator farSides = program.farSides();
            program.results(result);
            await("delivered").atMost(PATIENCE).until(() -> named("delivery"), spans -> !spans.isEmpty());

            assertThat(farSides.calls()).isNotEmpty().allSatisfy(call -> assertThat(
                            call.headers().keySet().stream().map(String::toLowerCase))
                    .doesNotContain("traceparent", "tracestate", "baggage"));
        }

        String trace = named("accept").get(0).traceId();
        List<Span> spans = collector.of(trace).toList();
        Map<String, Long> names = spans.stream().collect(Collectors.groupingBy(Span::name, Collectors.counting()));
        assertThat(names)
                .containsKeys(
                        "GET Appointment/{id}",
                        "PUT Appointment/{id}",
                        "GET DocumentReference?…",
                        "GET DocumentReference/{id}",
                        "DELETE DocumentReference/{id}")
                .containsEntry("intake file", 1L)
                .containsEntry("accept", 1L)
                .containsEntry("registry leg", 1L)
                .containsEntry("outcome", 1L)
                .containsEntry("delivery", 1L);
        assertThat(names.get("provider leg")).isGreaterThanOrEqualTo(2);
        Set<String> ids = spans.stream().map(Span::spanId).collect(Collectors.toSet());
        assertThat(spans).filteredOn(span -> !span.name().equals("intake file")).allSatisfy(span -> assertThat(ids)
                .contains(span.parentId()));
        assertThat(spans)
                .filteredOn(
                        span -> !span.name().contains("{id}") && !span.name().contains("?"))
                .filteredOn(span -> !span.name().equals("intake file"))
                .allSatisfy(span -> assertThat(span.attributes()).containsEntry("bars.correlation_id", CORRELATION));
        assertThat(named("provider leg").stream().flatMap(span -> span.events().stream()))
                .contains("waits");
        assertThat(named("provider leg"))
                .allSatisfy(span -> assertThat(span.attributes()).containsKey("bars.waited_ms"))
                .anySatisfy(span -> assertThat(span.attributes()).containsEntry("bars.verdict", "again"))
                .anySatisfy(span -> assertThat(span.attributes()).containsEntry("bars.verdict", "proceed"));
        assertThat(collector.contentTypes()).containsOnly("application/x-protobuf");
        assertThat(collector.bodies()).allSatisfy(body -> assertThat(body)
                .doesNotContain(WholeProgram.patient(0), WholeProgram.id(0), "one.json", "raw text of a far side"));
        assertThat(receiver.getAllServeEvents())
                .noneMatch(call -> call.getRequest().containsHeader("traceparent"));
    }

    @Test
    void eachOfAListHasATraceThatPointsToTheList() throws Exception {
        try (WholeProgram program = program()) {
            program.farSides(3);
            program.results(program.request(3));
            await("outcomes").atMost(PATIENCE).until(() -> named("outcome"), spans -> spans.size() == 3);
        }

        String list = named("accept").get(0).traceId();
        List<Span> rows = named("accept row");
        assertThat(rows).hasSize(3).allMatch(row -> row.linkedTraces().equals(List.of(list)));
        assertThat(rows).extracting(Span::traceId).doesNotHaveDuplicates().doesNotContain(list);
        assertThat(rows)
                .allSatisfy(row -> assertThat(collector.of(row.traceId()).map(Span::name))
                        .contains("accept row", "provider leg", "registry leg", "outcome"));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true"})
    void theTraceOfACallerIsContinuedWhereThatIsWanted(boolean wanted, boolean continued) throws Exception {
        try (WholeProgram program = program("--bars.traces.take-incoming=" + wanted)) {
            program.farSides(1);
            program.post(
                    "/cancellations",
                    request(0).getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json",
                    "Prefer",
                    "wait=30",
                    "traceparent",
                    "00-" + FOREIGN_TRACE + "-b7ad6b7169203331-01");
            await("outcome").atMost(PATIENCE).until(() -> named("outcome"), spans -> !spans.isEmpty());
        }

        assertThat(named("intake http").get(0).traceId().equals(FOREIGN_TRACE)).isEqualTo(continued);
        assertThat(named("registry leg").get(0).traceId())
                .isEqualTo(named("intake http").get(0).traceId());
    }

    /** A run in each format of Boot's: every line is an object, and those of a cancellation are found. */
    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void everyLineOfARunIsJsonAndThoseOfACancellationAreFoundByItsCorrelationId(String format) throws Exception {
        Path log = home.resolve("program.log");
        JsonNode result;
        try (WholeProgram program = program(
                "--logging.structured.format.file=" + format,
                "--logging.file.name=" + log,
                "--logging.level.org.barscancel=debug",
                "--bars.circuit.failures=1")) {
            down.set(true);
            Path answer = program.drop("pas-1/one.json", request(0));
            await("a pause").atMost(PATIENCE).until(() -> program.state("provider") != CircuitState.CLOSED);
            LoggerFactory.getLogger("some.library")
                    .warn("patient {} \"quoted\"\nand a second line", WholeProgram.patient(0));
            down.set(false);
            program.results(answer);
            result = JSON.readTree(answer.toFile());
        }

        List<JsonNode> lines =
                Files.readAllLines(log).stream().map(TracesTest::read).toList();
        String all = lines.toString();
        assertThat(all).contains("patient [removed]").doesNotContain(WholeProgram.patient(0));
        List<JsonNode> own = lines.stream()
                .filter(line -> line.toString().contains("\"correlationId\":\"" + CORRELATION + "\""))
                .toList();
        assertThat(own)
                .allSatisfy(line -> assertThat(line.path("cancellationId").asText())
                        .isEqualTo(result.path("cancellationId").asText()))
                .anySatisfy(line -> assertThat(line.path("message").asText()).contains("appointment done"))
                .anySatisfy(line -> {
                    assertThat(line.path("message").asText()).contains("The provider is paused");
                    assertThat(line.path("traceId").asText())
                            .isEqualTo(named("accept").get(0).traceId());
                });
    }

    private WholeProgram program(String... more) throws Exception {
        List<String> all = Stream.concat(
                        Stream.of(
                                "--bars.traces.endpoint=" + collector.address(),
                                "--bars.retry.initial-delay=300ms",
                                "--bars.retry.max-delay=500ms",
                                "--bars.circuit.pause=200ms",
                                "--bars.callbacks.pas-1.url="
                                        + (receiver.isRunning() ? receiver.baseUrl() : "http://127.0.0.1:1")
                                        + "/results"),
                        Arrays.stream(more))
                .toList();
        return WholeProgram.withFarSides(this::mayFail, home, all.toArray(String[]::new));
    }

    /** Fails while it is to, from its very start: what waits for it is called for at once. */
    private void mayFail(Simulator farSides) throws IOException {
        WholeProgram.seeded(farSides, 1);
        farSides.behave((call, server) -> down.get()
                ? new SimulatedAnswer(503, null, Map.of(), "raw text of a far side".getBytes(StandardCharsets.US_ASCII))
                : server.answer());
    }

    private List<Span> named(String name) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private static String request(int appointment) {
        return "{\"appointmentId\":\"" + WholeProgram.id(appointment) + "\",\"correlationId\":\"" + CORRELATION
                + "\",\"nhsNumber\":\"" + WholeProgram.patient(appointment) + "\"}";
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException none) {
            throw new AssertionError("No JSON: " + line, none);
        }
    }
}
