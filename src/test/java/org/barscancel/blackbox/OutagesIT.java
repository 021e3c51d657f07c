package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Far sides, broker and database, none of them in the program, that fail for a while: all ends right without a person. */
class OutagesIT {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(OutagesIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("bars.test.outage", 10));
    private static final int REQUESTS = Integer.getInteger("bars.test.requests", 50);

    @TempDir
    static Path folder;

    private static final int MLLP = FreePort.any();
    private static final int BROKER = FreePort.any();
    private static final EmbeddedActiveMQ ARTEMIS = new EmbeddedActiveMQ();
    private static EmbeddedPostgres postgres;
    private static SimulatorHost farSide;
    private static Wire toProvider;
    private static Wire toDatabase;
    private static RunningProgram program;

    @BeforeAll
    static void start() throws Exception {
        // Its audit log prints each message several times.
        ((Logger) LoggerFactory.getLogger("org.apache.activemq")).setLevel(Level.WARN);
        ARTEMIS.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .addAcceptorConfiguration("clients", "tcp://127.0.0.1:" + BROKER));
        ARTEMIS.start();
        postgres = EmbeddedPostgres.builder().start();
        toDatabase = new Wire(postgres.getPort());
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
        toProvider = new Wire(Integer.parseInt(farSide.baseUrl().replaceAll(".*:(\\d+)/.*", "$1")));
        program = RunningProgram.start(
                "outages",
                folder.resolve("home"),
                RunningProgram.settings(
                        farSide.baseUrl().replaceAll(":\\d+/", ":" + toProvider.port() + "/"),
                        "--bars.registry.url=" + farSide.baseUrl(),
                        "--bars.broker.url=tcp://127.0.0.1:" + BROKER,
                        "--bars.ledger.url=jdbc:postgresql://127.0.0.1:" + toDatabase.port() + "/postgres",
                        "--bars.ledger.username=postgres",
                        "--bars.ledger.password=postgres",
                        "--bars.hl7.feeds.pas-1.port=" + MLLP,
                        "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                        "--bars.retry.initial-delay=100ms",
                        "--bars.retry.max-delay=1s",
                        "--bars.circuit.pause=500ms",
                        "--bars.http.response-timeout=1s"));
    }

    @AfterAll
    static void finish() throws Exception {
        try {
            program.stop();
        } finally {
            program.kill();
            farSide.close();
            toProvider.close();
            toDatabase.close();
            postgres.close();
            ARTEMIS.stop();
        }
    }

    @BeforeEach
    void seed() {
        farSide.simulator().reset();
        farSide.simulator().seed(Clinic.resources(1, REQUESTS));
    }

    @AfterEach
    void mend() {
        toProvider.mend();
        toDatabase.mend();
    }

    /** Nothing listens there: connections are refused, and those that were open break. */
    @Test
    void aProviderThatIsDownForAWhile() throws Exception {
        program.drop("provider-down.json", Clinic.requests(1, REQUESTS));
        await().atMost(PATIENCE)
                .until(() -> !farSide.simulator().calls("PUT", "Appointment").isEmpty());

        toProvider.cut();
        Instant since = Instant.now();
        await("pause").atMost(PATIENCE).until(() -> program.circuit("provider").matches("paused|probing"));
        await("the outage").atMost(PATIENCE).until(() -> Instant.now().isAfter(since.plus(OUTAGE)));
        assertThat(lyingOn("parked")).isEmpty();
        toProvider.mend();

        assertAllEnded("provider-down.json");
    }

    /** The registry leg stands still meanwhile, and the provider leg is none the slower for it (R17). */
    @Test
    void aRegistryThatIsDownWhileTheProviderIsCalled() throws Exception {
        int third = REQUESTS / 3;
        program.drop("registry-up.json", Clinic.requests(1, third));
        assertEnded("registry-up.json");
        farSide.simulator()
                .addFaults(
                        "[{\"name\": \"down\", \"match\": {\"farSide\": \"registry\"}, \"then\": {\"status\": 503}}]");
        program.drop("registry-goes-down.json", Clinic.requests(third + 1, 2 * third));
        await("pause").atMost(PATIENCE).until(() -> program.circuit("registry").matches("paused|probing"));

        program.drop("registry-down.json", Clinic.requests(2 * third + 1, REQUESTS));
        await("cancelled").atMost(PATIENCE).until(() -> farSide.simulator().appointments().stream()
                .allMatch(appointment -> appointment.status().equals("cancelled")));

        assertThat(program.circuit("registry")).matches("paused|probing");
        assertThat(farSide.simulator().pointers()).hasSize(REQUESTS - third);
        LOG.info(
                "PUTs a second: {} with a registry, {} without",
                putsASecond(1, third),
                putsASecond(2 * third + 1, REQUESTS));
        farSide.simulator().clearFaults();
        assertEnded("registry-goes-down.json");
        assertAllEnded("registry-down.json");
    }

    /** Nearly half of all calls go wrong, some of them after the change was made. */
    @Test
    void farSidesThatFailHangBreakOffThrottleAndAnswerTooLate() throws Exception {
        farSide.simulator()
                .addFaults(
                        """
                        [{"name": "5xx", "match": {"share": 0.3, "seed": 1}, "then": {"status": 503}},
                         {"name": "hang", "match": {"share": 0.05, "seed": 1}, "then": {"hang": true}},
                         {"name": "too late", "match": {"share": 0.05, "seed": 1}, "then": {"hang": true, "applied": true}},
                         {"name": "reset", "match": {"share": 0.1, "seed": 1}, "then": {"truncated": true}},
                         {"name": "429", "match": {"share": 0.02, "seed": 1},
                          "then": {"status": 429, "text": "{}", "retryAfterSeconds": 1}}]""");

        program.drop("troubled.json", Clinic.requests(1, REQUESTS));

        assertAllEnded("troubled.json");
        assertThat(farSide.simulator().calls())
                .extracting(RecordedCall::fault)
                .contains("5xx", "hang", "too late", "reset", "429");
    }

    @Test
    void aBrokerThatCannotBeReached() throws Exception {
        LegacySystem pas = new LegacySystem(program, MLLP);
        ARTEMIS.stop();

        assertThat(pas.isAcknowledged(Parcel.of(Door.MLLP, 1))).as("AE").isFalse();
        assertThat(pas.isAcknowledged(Parcel.of(Door.HTTP, 2))).as("503").isFalse();
        program.drop("broker-down.json", Clinic.requests(3, REQUESTS));
        await("claimed").atMost(PATIENCE).until(() -> !program.files("claimed").isEmpty());
        await("told of").atMost(PATIENCE).until(() -> program.log().contains("it stays in claimed and is tried again"));
        assertThat(program.files("archive")).noneMatch(file -> file.toString().endsWith("broker-down.json"));
        assertThat(farSide.simulator().calls()).isEmpty();

        ARTEMIS.start();
        await("AA").atMost(PATIENCE).until(() -> pas.isAcknowledged(Parcel.of(Door.MLLP, 1)));
        await("202").atMost(PATIENCE).until(() -> pas.isAcknowledged(Parcel.of(Door.HTTP, 2)));
        assertAllEnded("broker-down.json");
        pas.close();
    }

    @Test
    void aDatabaseThatIsDownWhileCancellationsGoOn() throws Exception {
        toDatabase.cut();

        program.drop("database-down.json", Clinic.requests(1, REQUESTS));

        await("cancelled")
                .atMost(PATIENCE)
                .until(() -> farSide.simulator().pointers().isEmpty());
        assertThat(program.files("results")).noneMatch(file -> file.toString().contains("database-down"));
        toDatabase.mend();
        assertAllEnded("database-down.json");
    }

    private static double putsASecond(int from, int to) {
        List<RecordedCall> puts = farSide.simulator().calls("PUT", "Appointment").stream()
                .filter(call -> IntStream.rangeClosed(from, to)
                        .anyMatch(n -> call.path().equals("Appointment/" + Clinic.id(n))))
                .toList();
        Duration took =
                Duration.between(puts.get(0).at(), puts.get(puts.size() - 1).at());
        return puts.size() * 1000.0 / Math.max(1, took.toMillis());
    }

    private void assertEnded(String file) {
        Path results = program.home().resolve("results").resolve(file + ".result.json");
        await(file).atMost(PATIENCE).until(() -> Files.exists(results));
        JsonNode all = RunningProgram.json(results);
        assertThat(RunningProgram.each(all, "outcome")).allMatch(Set.of("done", "already-done")::contains);
        assertThat(RunningProgram.each(all, "registry")).allMatch(Set.of("removed", "already-absent")::contains);
    }

    private void assertAllEnded(String file) throws Exception {
        assertEnded(file);
        await("pointers")
                .atMost(PATIENCE)
                .until(() -> farSide.simulator().pointers().isEmpty());
        assertThat(farSide.simulator().appointments())
                .extracting(Simulator.AppointmentState::status)
                .containsOnly("cancelled");
        Writes writes = new Writes(farSide.simulator());
        for (int n = 1; n <= REQUESTS; n++) {
            writes.assertOneChange(n);
        }
        for (String queue : List.of("parked", "rejected", "dead")) {
            assertThat(lyingOn(queue)).as(queue).isEmpty();
        }
        for (String called : List.of("provider", "registry")) {
            await(called + " again").atMost(PATIENCE).until(() -> program.circuit(called)
                    .equals("closed"));
        }
    }

    private static List<String> lyingOn(String queue) throws Exception {
        try (Requester operator = Requester.of("tcp://127.0.0.1:" + BROKER)) {
            return operator.lyingOn("bars." + queue);
        }
    }
}
