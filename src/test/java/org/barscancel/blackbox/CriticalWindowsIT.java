package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.MessageConsumer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program is killed between two things that it does one after the other, at each place where that could lose a
 * request or do it twice. Its sender does what real ones do: it sends again what was not acknowledged.
 */
class CriticalWindowsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WINDOWS = 50;
    private static final String WINDOWS_PROPERTY = "bars.test.windows";
    private static final boolean ALL = "all".equals(System.getProperty(WINDOWS_PROPERTY));

    @TempDir
    static Path folder;

    private static final int PORT = FreePort.any();
    private static SimulatorHost farSide;
    private static PausePoint pause;
    private static RunningProgram program;
    private static int latest;

    private final int n = ++latest;
    private final LegacySystem pas = new LegacySystem(program, PORT);

    @BeforeAll
    static void start() throws IOException {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(10_000), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(1, WINDOWS));
        pause = new PausePoint(folder);
        List<String> settings = new ArrayList<>(RunningProgram.settings(
                farSide.baseUrl(),
                "--bars.hl7.feeds.pas-1.port=" + PORT,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1"));
        settings.addAll(pause.settings());
        program = RunningProgram.start("critical-window", folder.resolve("home"), settings);
    }

    @AfterAll
    static void finish() throws Exception {
        try {
            program.finish();
        } finally {
            farSide.close();
        }
    }

    /** Those between two commits, or a commit and its answer, where most could go wrong; all with {@code -Dbars.test.windows=all}. */
    private static Stream<Arguments> windows() {
        Stream<Arguments> narrow = Stream.of(
                Arguments.of("before a committed file is archived", Door.JSON_FILE, "after-hand-to-read-file"),
                Arguments.of("before a committed message by MLLP is acknowledged", Door.MLLP, "before-acknowledge"),
                Arguments.of("before a committed call is answered", Door.HTTP, "before-answer-receipt"),
                Arguments.of("before a change that was made is committed", Door.JSON_FILE, "after-write-appointment"),
                Arguments.of("between the commits of ledger and broker", Door.QUEUE, "after-project"));
        Stream<Arguments> others = Stream.of(
                Arguments.of("before the requests of a file are committed", Door.JSON_FILE, "after-accept-file"),
                Arguments.of("before a deletion that was made is committed", Door.JSON_FILE, "after-write-pointer"),
                Arguments.of(
                        "before the events of a written result are committed",
                        Door.JSON_FILE,
                        "after-write-result-files"),
                Arguments.of("after an arrival is recorded, before it is committed", Door.HTTP, "after-record-arrival"),
                Arguments.of("before a file is claimed", Door.JSON_FILE, "before-claim"),
                Arguments.of("before a claimed file is read", Door.JSON_FILE, "after-claim"),
                Arguments.of("after a file was archived", Door.JSON_FILE, "after-put-away"),
                Arguments.of("before a message of the queue is committed", Door.QUEUE, "after-accept-message"),
                Arguments.of("before a message by MLLP is committed", Door.MLLP, "after-hand-to-accept"),
                Arguments.of("before a call by HTTP is committed", Door.HTTP, "after-hand-to-accept"),
                Arguments.of("before the change is made", Door.HTTP, "before-write-appointment"),
                Arguments.of("before the verdict on it is committed", Door.QUEUE, "after-conclude-cancel"),
                Arguments.of("before the registry leg begins", Door.MLLP, "before-open-pointer-job"),
                Arguments.of("before the ledger is told", Door.HTTP, "before-project"),
                Arguments.of("before a reply is committed", Door.QUEUE, "after-reply-to-queue"),
                Arguments.of("before a result file is written", Door.JSON_FILE, "before-write-result-files"));
        return Stream.concat(narrow, others.filter(window -> ALL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("windows")
    void aRequestEndsRightAndOnceWhenTheProgramIsKilled(String moment, Door door, String point) throws Exception {
        pause.arm(point);
        Parcel parcel = Parcel.of(door, n);
        CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> pas.isAcknowledged(parcel));

        pause.awaitReached(point);
        program.kill();
        boolean acknowledged = sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        program.start();
        if (!acknowledged) {
            assertThat(pas.isAcknowledged(parcel)).as("the second time").isTrue();
        }

        JsonNode result = result(parcel);
        assertThat(result.path("appointmentId").asText()).isEqualTo(Clinic.id(n));
        assertThat(result.path("outcome").asText()).isIn("done", "already-done");
        assertThat(result.path("registry").asText()).isIn("removed", "already-absent");
        assertThat(farSide.simulator().appointment(Clinic.id(n)))
                .contains(new Simulator.AppointmentState(Clinic.id(n), "cancelled", 2));
        assertThat(farSide.simulator().pointers()).doesNotContain(Clinic.pointerId(n));
        assertNothingIsLeftOver(parcel);
        new Writes(farSide.simulator()).assertOneChange(n);
    }

    /** What stopped is put back once, or lies where it lay; the person who asked for it presses again. */
    @ParameterizedTest
    @ValueSource(strings = {"after-take-stopped", "after-to-leg-again", "before-answer-replay"})
    @EnabledIfSystemProperty(named = WINDOWS_PROPERTY, matches = "all")
    void whatStoppedRunsAgainOnceWhenTheProgramIsKilled(String point) throws Exception {
        String id = stopped();
        farSide.simulator().clearFaults();
        killedAt(point, () -> program.caller().replay(id));

        assertThat(program.caller().replay(id).status()).isIn(202, 409);

        await().atMost(PATIENCE).until(() -> known().path("registry").asText().equals("removed"));
        assertNothingIsLeftOver(Parcel.of(Door.HTTP, n));
        new Writes(farSide.simulator()).assertOneChange(n);
    }

    /** What is put away is so with its note, or lies where it lay. */
    @ParameterizedTest
    @ValueSource(strings = {"after-take-discarded", "after-tell-discard", "before-answer-discard"})
    @EnabledIfSystemProperty(named = WINDOWS_PROPERTY, matches = "all")
    void whatIsDiscardedIsSoWithItsNoteWhenTheProgramIsKilled(String point) throws Exception {
        String id = stopped();
        farSide.simulator().clearFaults();
        killedAt(point, () -> discard(id));

        assertThat(discard(id).status()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> known().path("discarded").has("note"));
        assertQueuesAreEmpty();
        assertThat(farSide.simulator().appointment(Clinic.id(n)))
                .contains(new Simulator.AppointmentState(Clinic.id(n), "booked", 1));
    }

    /** What is set aside comes back when its list is resumed, once. */
    @ParameterizedTest
    @ValueSource(strings = {"before-write-held", "after-to-held"})
    @EnabledIfSystemProperty(named = WINDOWS_PROPERTY, matches = "all")
    void aRequestThatIsSetAsideComesBackOnceWhenTheProgramIsKilled(String point) throws Exception {
        int other = ++latest;
        steer("/far-sides/provider/pause");
        String batch = program.caller().post(Clinic.requests(n, other)).header("Location");
        steer(batch + "/pause");
        killedAt(point, () -> program.caller().call("POST", "/far-sides/provider/resume"));

        steer("/far-sides/provider/resume");
        try (Requester requester = program.requester()) {
            await("what is set aside")
                    .atMost(PATIENCE)
                    .until(() -> requester.lyingOn("bars.held").size() == 2);
        }
        steer(batch + "/resume");

        JsonNode result = program.caller().result(batch);
        assertThat(result.at("/counts/done").asInt()).isEqualTo(2);
        assertNothingIsLeftOver(Parcel.of(Door.HTTP, n));
        new Writes(farSide.simulator()).assertOneChange(n);
        new Writes(farSide.simulator()).assertOneChange(other);
    }

    /** A call that does something, and whose answer may be lost. */
    private interface Call {
        Object send() throws Exception;
    }

    private void killedAt(String point, Call call) throws Exception {
        pause.arm(point);
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> {
            try {
                call.send();
            } catch (Exception lost) {
                // As for anybody whose program is killed.
            }
        });
        pause.awaitReached(point);
        program.kill();
        asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        program.start();
    }

    /** A request of which the provider says that it knows no such appointment; it lies rejected. */
    private String stopped() throws Exception {
        farSide.simulator()
                .addFaults("[{\"name\": \"unknown\", \"match\": {\"farSide\": \"provider\"}, \"then\":"
                        + " {\"outcome\": \"REC/404-REC_NOT_FOUND-not-found\"}}]");
        assertThat(program.caller().post(Clinic.request(n)).status()).isIn(200, 202);
        try (Requester requester = program.requester()) {
            await("its message")
                    .atMost(PATIENCE)
                    .until(() -> requester.lyingOn("bars.rejected").size() == 1);
        }
        return known().path("cancellationId").asText();
    }

    private static Caller.Answer discard(String id) throws Exception {
        return program.caller().discard(id, "Rung up.");
    }

    private static void steer(String path) throws Exception {
        assertThat(program.caller().call("POST", path).status()).as(path).isEqualTo(200);
    }

    private JsonNode result(Parcel parcel) throws Exception {
        return switch (parcel.door()) {
            case JSON_FILE -> program.result(parcel.resultName());
            case QUEUE -> {
                try (Requester requester = program.requester();
                        MessageConsumer replies = replies(requester)) {
                    yield Requester.json(Requester.next(replies));
                }
            }
            default ->
                await().atMost(PATIENCE).until(this::known, found -> !found.path("registry")
                        .asText("pending")
                        .equals("pending"));
        };
    }

    private MessageConsumer replies(Requester requester) throws Exception {
        return requester
                .session()
                .createConsumer(
                        requester.session().createQueue(LegacySystem.REPLIES),
                        "JMSCorrelationID = '" + Clinic.id(n) + "/1'");
    }

    /** The one cancellation that there is of it, when it has begun. */
    private JsonNode known() throws Exception {
        JsonNode found = program.caller()
                .get("/cancellations?appointmentId=" + Clinic.id(n))
                .json();
        assertThat(found.path("total").asInt())
                .as("cancellations of %s", Clinic.id(n))
                .isLessThan(2);
        return found.path("items").path(0);
    }

    private void assertNothingIsLeftOver(Parcel parcel) throws Exception {
        await().atMost(PATIENCE).until(() -> known().path("registry").asText().matches("removed|already-absent"));
        await().atMost(PATIENCE).until(() -> program.files("claimed").isEmpty());
        assertThat(program.files("inbox")).isEmpty();
        assertThat(named("results", parcel)).hasSize(parcel.door().isFolder() ? 1 : 0);
        assertThat(named("archive", parcel)).hasSize(parcel.door().isFolder() ? 1 : 0);
        try (Requester requester = program.requester();
                MessageConsumer replies = replies(requester)) {
            assertThat(replies.receiveNoWait()).as("a second reply").isNull();
        }
        assertQueuesAreEmpty();
    }

    private static void assertQueuesAreEmpty() throws Exception {
        try (Requester requester = program.requester()) {
            for (String queue : List.of("cancellations", "requests", "pointers", "events", "held")) {
                await(queue)
                        .atMost(PATIENCE)
                        .until(() -> requester.lyingOn("bars." + queue).isEmpty());
            }
            for (String queue : List.of("rejected", "parked", "dead")) {
                assertThat(requester.lyingOn("bars." + queue)).as(queue).isEmpty();
            }
        }
    }

    private List<Path> named(String below, Parcel parcel) {
        return program.files(below).stream()
                .filter(file -> file.toString().contains(parcel.fileName()))
                .toList();
    }
}
