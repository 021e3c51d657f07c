package org.barscancel.scenarios;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.blackbox.Exposed;
import org.barscancel.blackbox.Overheard;
import org.barscancel.runtime.OtlpCollector;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A behaviour is a folder below {@code scenarios}: its name is the sentence, {@code given.json} and
 * {@code expected.json} say the rest (see {@link Given} and {@link Expected}). Those with the same settings share one
 * run of the program; its broker is found by the JVM, so the runs follow one another. All of it is logged at TRACE and traced,
 * and nothing that is written or shown may tell of a patient, or a secret (R23).
 */
class ScenarioTest {
    private static final String SENTENCE = "[a-z0-9]+(-[a-z0-9]+){2,}";
    private static final Predicate<String> RULE =
            Pattern.compile("R([1-9]|1\\d|2[0-4])").asMatchPredicate();
    private static final List<String> MUST_BE_EMPTY = List.of("dead", "requests", "pointers", "events");
    private static final List<String> COUNTED = List.of("rejected", "parked");

    private static final ScenariosPage PAGE = new ScenariosPage();

    private static Overheard overheard;
    private static SimulatorHost farSides;
    private static OtlpCollector collector;
    private static Program program;
    private static String runsWith;

    @BeforeAll
    static void startFarSides() {
        Marked.patientsAndSecrets(Fixtures.scenarios());
        overheard = Overheard.listening();
        farSides = SimulatorHost.start();
        collector = OtlpCollector.start();
    }

    @AfterAll
    static void stop() throws Exception {
        try (Overheard heard = overheard) {
            stopProgram();
            farSides.close();
            collector.close();
            assertThat(collector.spans()).as("spans that were searched").isNotEmpty();
            collector.bodies().forEach(body -> heard.heard("spans", body));
            heard.assertNothingTold();
        }
    }

    @TestFactory
    Stream<DynamicTest> isASentenceWithGivenAndExpected() {
        return Fixtures.scenarios().stream()
                .map(folder -> dynamicTest(name(folder), () -> {
                    assertThat(name(folder)).matches(SENTENCE);
                    assertThat(folder.resolve("given.json")).exists();
                    assertThat(folder.resolve("expected.json")).exists();
                    assertThat(Fixtures.expected(folder).rules()).isNotEmpty().allMatch(RULE);
                }));
    }

    /** All of them, or, with {@code -Dbars.scenarios=a-pointer-.*}, some; then the page that lists them all. */
    @TestFactory
    Stream<DynamicNode> behavesAsExpected() {
        Pattern wanted = Pattern.compile(System.getProperty("bars.scenarios", ".*"));
        List<Path> all = Fixtures.scenarios();
        List<Path> chosen = all.stream()
                .filter(folder -> wanted.matcher(name(folder)).matches())
                .toList();
        Map<String, List<Path>> bySettings = chosen.stream()
                .collect(groupingBy(
                        folder -> Fixtures.given(folder).settings(),
                        TreeMap::new,
                        java.util.stream.Collectors.toList()));
        Stream<DynamicNode> groups = bySettings.entrySet().stream()
                .map(group -> dynamicContainer(
                        group.getKey(),
                        group.getValue().stream()
                                .map(folder -> dynamicTest(name(folder), () -> {
                                    runWith(group.getKey());
                                    runNamed(folder);
                                }))));
        return chosen.size() < all.size()
                ? groups
                : Stream.concat(
                        groups, Stream.of(dynamicTest("stands in docs/scenarios.md", () -> PAGE.checkOrRenew(all))));
    }

    /** The build's report shows numbers where the folder's name should be. */
    private static void runNamed(Path folder) throws IOException {
        try {
            run(folder);
        } catch (AssertionError failed) {
            throw new AssertionError(name(folder) + ": " + failed.getMessage(), failed);
        }
    }

    private static void run(Path folder) throws IOException {
        Given given = Fixtures.given(folder);
        Expected expected = Fixtures.expected(folder);
        Simulator simulator = farSides.simulator();
        simulator.reset();
        simulator.configure(given.simulator().asSettings());
        List<byte[]> seeds = given.resources().stream()
                .flatMap(resource -> Fixtures.resources(folder, resource).stream())
                .toList();
        seeds.forEach(simulator::seed);
        simulator.addFaults(Fixtures.faults(folder, given.faults()));
        Map<String, Integer> before = waiting(COUNTED);

        Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<JsonNode> results = new ArrayList<>();
        for (Map<Given.Channel, JsonNode> delivery : given.requests()) {
            delivery.forEach((channel, content) -> results.addAll(
                    switch (channel) {
                        case FILE, QUEUE ->
                            program.results(name(folder) + "-" + (results.size() + 1), channel, content);
                        case REPLAY -> program.replay(results.get(content.intValue() - 1));
                        case REPLAYS -> program.replays(content, begun);
                        case CHANGE -> {
                            Fixtures.resources(folder, content).forEach(simulator::seed);
                            yield List.of();
                        }
                    }));
        }

        PAGE.ran(name(folder), results);
        Checks.results(expected, results);
        assertThat(simulator.faultCounts()).as("faults that happened").allSatisfy(fault -> assertThat(fault.happened())
                .as(fault.name())
                .isPositive());
        simulator.clearFaults();
        await("every call answered").until(() -> simulator.inFlight() == 0);
        List<RecordedCall> calls = simulator.calls();
        expected.calls().forEach(some -> Checks.calls(some, calls));
        Checks.ids(calls);
        expected.appointments().forEach((id, status) -> assertThat(
                        simulator.appointment(id).orElseThrow().status())
                .as("status of " + id)
                .isEqualTo(status));
        if (expected.pointers() != null) {
            assertThat(simulator.pointers()).as("pointers left").isEqualTo(expected.pointers());
        }
        List<RecordedCall> puts = simulator.calls("PUT", "Appointment");
        if (expected.changesOnly() != null) {
            assertThat(puts).isNotEmpty();
            for (RecordedCall put : puts) {
                Checks.changesOnly(expected.changesOnly(), seeds.get(0), put);
            }
        }
        for (Map.Entry<String, JsonNode> element : expected.putBody().entrySet()) {
            JsonNode found = Fixtures.MAPPER.readTree(puts.get(0).body()).at(element.getKey());
            assertThat(Checks.difference(element.getValue(), found.isMissingNode() ? null : found, element.getKey()))
                    .isNull();
        }
        await("no message left").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(waiting(MUST_BE_EMPTY))
                .allSatisfy((queue, messages) -> assertThat(messages).as(queue).isZero()));
        waiting(COUNTED).forEach((queue, messages) -> assertThat(messages - before.get(queue))
                .as(queue)
                .isEqualTo(expected.queues().getOrDefault(queue, 0)));
    }

    private static Map<String, Integer> waiting(List<String> queues) {
        Map<String, Integer> waiting = new HashMap<>();
        queues.forEach(queue -> waiting.put(queue, program.waiting(queue)));
        return waiting;
    }

    private static void runWith(String settings) throws Exception {
        if (settings.equals(runsWith)) {
            return;
        }
        stopProgram();
        Map<String, Map<String, String>> groups = Fixtures.settings();
        assertThat(groups).containsKeys("common", settings);
        Map<String, String> all = new HashMap<>(groups.get("common"));
        all.putAll(groups.get(settings));
        all.putAll(Marked.settings());
        all.put("bars.traces.endpoint", collector.address());
        program = Program.start(farSides.baseUrl(), all);
        overheard.toLogs();
        runsWith = settings;
    }

    private static void stopProgram() throws Exception {
        runsWith = null;
        if (program != null) {
            program.show(new Exposed(overheard::heard));
            program.close();
            program = null;
        }
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }
}
