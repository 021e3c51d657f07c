package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several programs on one broker and one PostgreSQL, each with a home of its own. {@code -Dbars.test.instances=4
 * -Dbars.test.requests=4000} takes more of both.
 */
class SeveralInstancesIT {
    private static final Logger LOG = LoggerFactory.getLogger(SeveralInstancesIT.class);
    private static final int INSTANCES = Integer.getInteger("bars.test.instances", 2);
    private static final int REQUESTS = Integer.getInteger("bars.test.requests", 400);
    private static final int EACH = REQUESTS / INSTANCES;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration PATIENCE = Duration.ofMinutes(2 + REQUESTS / 500);

    @TempDir
    Path folder;

    private final List<RunningProgram> programs = new ArrayList<>();
    private final AtomicInteger puts = new AtomicInteger();
    private volatile int enough = Integer.MAX_VALUE;
    private SimulatorHost farSide;
    private OutsideBroker broker;
    private EmbeddedPostgres database;

    @BeforeEach
    void start() throws Exception {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(50 * REQUESTS), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(1, INSTANCES * EACH));
        farSide.simulator().behave(this::paced);
        broker = OutsideBroker.start(folder.resolve("broker"));
        database = EmbeddedPostgres.builder().start();
    }

    @AfterEach
    void stop() throws Exception {
        programs.forEach(RunningProgram::kill);
        farSide.close();
        broker.close();
        database.close();
    }

    /** All are started at once, so the first thing they share is the making of the tables. */
    @Test
    void doEachRequestOnceThoughOneIsKilledAnotherStopsAndAThirdComes() throws Exception {
        IntStream.range(0, INSTANCES).forEach(n -> programs.add(program("instance-" + n, "home-" + n)));
        startAll(programs);
        enough = REQUESTS / 4;
        for (int n = 0; n < INSTANCES; n++) {
            programs.get(n).drop("clinic.json", Clinic.requests(n * EACH + 1, (n + 1) * EACH));
        }

        awaitEnough();
        programs.get(0).kill();
        RunningProgram added = program("added", "home-of-the-added");
        programs.add(added);
        added.start();
        programs.get(1).stop();
        enough = REQUESTS / 2;
        awaitEnough();
        List<RunningProgram> successors = List.of(program("successor", "home-0"), program("again", "home-1"));
        programs.addAll(successors);
        startAll(successors);
        long began = System.nanoTime();
        enough = Integer.MAX_VALUE;

        for (int n = 0; n < INSTANCES; n++) {
            assertAnswered(n);
        }
        LOG.info(
                "The second half of {} requests, by {} instances, took {} ms",
                REQUESTS,
                INSTANCES + 1,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        assertThat(added.files("results")).as("it answers no file of another").isEmpty();
        Writes writes = assertAllDoneByTheFarSidesRecord();
        assertThat(IntStream.rangeClosed(1, INSTANCES * EACH).mapToLong(writes::bodies))
                .as("one body for each, however often it was sent")
                .containsOnly(1L);
        assertThat(broker.waiting("bars.dead") + broker.waiting("DLQ")).isZero();
        assertThat(broker.waiting("bars.parked") + broker.waiting("bars.rejected"))
                .isZero();
    }

    /** Those that share a folder take turns; the next one goes on with what the one before had claimed. */
    @Test
    void takeTurnsAtAFolderThatTheyShare() throws Exception {
        String share = folder.resolve("share").toString();
        for (int n = 0; n < 2; n++) {
            programs.add(program("sharing-" + n, "home-" + n, "--bars.file.home=" + share));
        }
        startAll(programs);
        Path inbox = Path.of(share, "inbox");
        List<RunningProgram> inTurn = new ArrayList<>(programs);
        inTurn.sort((one, other) -> Boolean.compare(isInCharge(other), isInCharge(one)));
        enough = REQUESTS / 4;
        Path csv = Files.writeString(inbox.resolve("clinic.csv.part"), csv(1, INSTANCES * EACH));
        Files.move(csv, inbox.resolve("clinic.csv"));

        awaitEnough();
        inTurn.get(0).kill();
        enough = Integer.MAX_VALUE;

        Path result = Path.of(share, "results", "clinic.csv.result.csv");
        await().atMost(PATIENCE).until(() -> Files.exists(result));
        assertThat(isInCharge(inTurn.get(1))).isTrue();
        assertThat(Files.readAllLines(result))
                .hasSize(INSTANCES * EACH + 1)
                .filteredOn(line -> line.matches(".*(already-)?done,(removed|already-absent),.*"))
                .hasSize(INSTANCES * EACH);
        assertAllDoneByTheFarSidesRecord();
        assertThat(broker.waiting("bars.dead") + broker.waiting("DLQ")).isZero();
    }

    private void assertAnswered(int n) {
        Path file = folder.resolve("home-" + n).resolve("results").resolve("clinic.json.result.json");
        await(file.toString()).atMost(PATIENCE).until(() -> Files.exists(file));
        JsonNode results = RunningProgram.json(file);
        assertThat(RunningProgram.each(results, "appointmentId"))
                .containsExactlyElementsOf(IntStream.rangeClosed(n * EACH + 1, (n + 1) * EACH)
                        .mapToObj(Clinic::id)
                        .toList());
        assertThat(new HashSet<>(RunningProgram.each(results, "cancellationId")))
                .hasSize(EACH);
        assertThat(Set.of("done", "already-done")).containsAll(RunningProgram.each(results, "outcome"));
        assertThat(Set.of("removed", "already-absent")).containsAll(RunningProgram.each(results, "registry"));
    }

    /** One change of each appointment, whoever made it, and however often it had to be sent; and no pointer is left. */
    private Writes assertAllDoneByTheFarSidesRecord() {
        Writes writes = new Writes(farSide.simulator());
        IntStream.rangeClosed(1, INSTANCES * EACH).forEach(writes::assertOneChange);
        assertThat(farSide.simulator().pointers()).isEmpty();
        return writes;
    }

    /** Asks for patience once there were enough changes, so that there is work left for whoever comes later. */
    private SimulatedAnswer paced(RecordedCall call, Behaviour.Server server) throws ServletException, IOException {
        if ("PUT".equals(call.method())) {
            puts.incrementAndGet();
        } else if (puts.get() >= enough && call.path().startsWith("Appointment/")) {
            return new SimulatedAnswer(TOO_MANY_REQUESTS, null, Map.of("Retry-After", List.of("1")), new byte[0]);
        }
        return server.answer();
    }

    private void awaitEnough() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> puts.get() >= enough);
    }

    private static boolean isInCharge(RunningProgram program) {
        return program.log().contains("works on the files");
    }

    private static void startAll(List<RunningProgram> programs) {
        CompletableFuture.allOf(programs.stream()
                        .map(program -> CompletableFuture.runAsync(program::start))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private RunningProgram program(String name, String home, String... more) {
        List<String> settings = RunningProgram.settings(
                farSide.baseUrl(),
                "--bars.broker.url=" + broker.core(),
                "--bars.ledger.url=" + database.getJdbcUrl("postgres", "postgres"),
                "--bars.ledger.hash-key=one-key-for-all-of-them",
                "--logging.level.root=info");
        settings.addAll(List.of(more));
        return RunningProgram.notStarted(name, folder.resolve(home), settings);
    }

    private static String csv(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> Clinic.id(n) + "," + Clinic.nhsNumber(n))
                .collect(Collectors.joining("\n", "appointmentId,nhsNumber\n", "\n"));
    }
}
