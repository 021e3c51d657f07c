package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Destination;
import jakarta.jms.MessageConsumer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many requests by every door, to far sides that spoil a fifth of all calls in every way there is. Who ended how is
 * reckoned anew from what the far sides have on record, and must be what the requesters were told.
 */
class RandomFaultsIT {
    private static final Logger LOG = LoggerFactory.getLogger(RandomFaultsIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = Integer.getInteger("bars.test.requests", 400);
    private static final long SEED = Long.getLong("bars.test.seed", 20261122);
    private static final double SHARE = 0.2;
    private static final int LIST = 200;
    private static final Duration PATIENCE = Duration.ofMillis(180_000 + 300L * REQUESTS);

    @TempDir
    Path home;

    private final List<Case> cases =
            IntStream.rangeClosed(1, REQUESTS).mapToObj(Case::new).toList();
    private final Map<Integer, ObjectNode> seeded = new HashMap<>();
    private final Map<String, JsonNode> faults = new HashMap<>();
    private SimulatorHost farSide;
    private RunningProgram program;

    @BeforeEach
    void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100 * REQUESTS), Clock.systemUTC());
        ArrayNode all = JSON.createArrayNode();
        for (Case one : cases) {
            seeded.put(one.n(), one.appointment());
            one.resources(seeded.get(one.n()))
                    .forEach(resource -> farSide.simulator().seed(resource.toString()));
            all.addAll(one.interference(seeded.get(one.n())));
        }
        all.addAll(Mishap.faults(Mishap.all(), SHARE, SEED));
        all.forEach(fault -> faults.put(fault.path("name").asText(), fault.path("then")));
        farSide.simulator().addFaults(all.toString());
        program = RunningProgram.start(
                "random-faults",
                home,
                RunningProgram.settings(
                        farSide.baseUrl(),
                        "--logging.level.root=info",
                        // What a request is told must depend on answers only, so nobody runs out of time.
                        "--bars.retry.give-up-after=2h",
                        // Of thousands the last ones are late, and somebody else changes some of them.
                        "--bars.late-after=2h",
                        "--bars.retry.initial-delay=100ms",
                        "--bars.retry.max-delay=1s",
                        // Short, since each hanging call holds a consumer; long enough for a busy machine.
                        "--bars.http.response-timeout=5s",
                        // Faults by chance are no outage; pauses are wanted by 429 alone.
                        "--bars.circuit.failures=1000"));
    }

    @AfterEach
    void finish() {
        try {
            program.stop();
        } finally {
            farSide.close();
        }
    }

    @Test
    void areAllEndedAsTheRulesAskFor() throws Exception {
        long started = System.nanoTime();
        Map<Integer, List<JsonNode>> results = new TreeMap<>();
        try (Requester requester = program.requester()) {
            ask(requester).forEach(result -> add(results, result));
            program.files("results").stream()
                    .filter(file -> file.toString().endsWith(".result.json"))
                    .map(RunningProgram::json)
                    .forEach(answer -> (answer.isArray() ? answer : List.of(answer)).forEach(one -> add(results, one)));
            long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            farSide.simulator().clearFaults();
            await().until(() -> farSide.simulator().inFlight() == 0);

            Verdicts verdicts = new Verdicts(cases, seeded, faults, farSide.simulator());
            verdicts.compare(results);
            LOG.info("{} requests, seed {}, {} ms\n{}", REQUESTS, SEED, millis, verdicts.report());

            assertThat(verdicts.differences()).isEmpty();
            for (String empty : List.of("bars.requests", "bars.pointers", "bars.events", "bars.dead")) {
                assertThat(requester.lyingOn(empty)).as(empty).isEmpty();
            }
            for (String channel : List.of("rejected", "parked")) {
                assertThat(appointments(requester.lyingOn("bars." + channel)))
                        .as(channel)
                        .containsExactlyInAnyOrderElementsOf(verdicts.on(channel));
            }
            assertThat(verdicts.share()).isBetween(SHARE / 2, SHARE * 2);
        }
    }

    /** Lists and single files, and messages; the answers to the latter. */
    private List<JsonNode> ask(Requester requester) throws Exception {
        Destination replies = requester.session().createTemporaryQueue();
        MessageConsumer consumer = requester.listenTo(replies);
        ArrayNode list = JSON.createArrayNode();
        int files = 0;
        int messages = 0;
        for (Case one : cases) {
            switch (one.n() % 7) {
                case 0, 1 -> {
                    requester.send(requester.text(one.request().toString()), replies, Clinic.id(one.n()));
                    messages++;
                }
                case 2 -> {
                    program.drop(Clinic.id(one.n()) + ".json", one.request().toString());
                    files++;
                }
                default -> list.add(one.request());
            }
            if (list.size() == LIST || (one.n() == REQUESTS && !list.isEmpty())) {
                program.drop("list-" + one.n() + ".json", list.toString());
                files++;
                list.removeAll();
            }
        }
        List<JsonNode> answers = new ArrayList<>();
        while (answers.size() < messages) {
            answers.add(Requester.json(Requester.next(consumer)));
        }
        int wanted = files;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> program.files("results").stream()
                                .filter(file -> file.toString().endsWith(".result.json"))
                                .count()
                        >= wanted);
        return answers;
    }

    private static void add(Map<Integer, List<JsonNode>> results, JsonNode result) {
        String id = result.path("appointmentId").asText();
        results.computeIfAbsent(Integer.parseInt(id.substring(id.indexOf('-') + 1)), n -> new ArrayList<>())
                .add(result);
    }

    private static List<String> appointments(List<String> messages) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String message : messages) {
            ids.add(JSON.readTree(message).findValue("appointmentId").asText());
        }
        return ids;
    }
}
