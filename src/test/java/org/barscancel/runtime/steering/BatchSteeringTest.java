package org.barscancel.runtime.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.console.PublishedInterface;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, and people who pause, resume, abort and resubmit lists of requests. */
class BatchSteeringTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int APPOINTMENTS = 6;

    private final PublishedInterface published = new PublishedInterface();

    @TempDir
    Path home;

    private WholeProgram program;
    private Simulator farSides;

    @BeforeEach
    void start() throws Exception {
        program = new WholeProgram(home, "--bars.circuit.pause=1s");
        farSides = program.farSides(APPOINTMENTS);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void aPausedListIsSetAsideAndGoesOnWhenItIsResumed() throws Exception {
        String batch = listBehindAPause();
        HttpResponse<String> paused = steer(batch, "pause");
        published.assertDescribes("post", "/batches/{batchId}/pause", 200, "application/json", paused.body());
        assertThat(JSON.readTree(paused.body()).path("state").asText()).isEqualTo("paused");
        program.call("far-sides/provider/resume", "");
        await("what is set aside").atMost(PATIENCE).until(() -> program.waiting("held") == APPOINTMENTS);
        assertThat(farSides.calls("GET", "Appointment")).isEmpty();
        assertThat(batch(batch).at("/counts/pending").asInt()).isEqualTo(APPOINTMENTS);

        steer(batch, "pause");
        steer(batch, "resume");
        steer(batch, "resume");

        await("its end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).path("complete").asBoolean());
        assertThat(batch(batch).at("/counts/done").asInt()).isEqualTo(APPOINTMENTS);
        assertThat(batch(batch).has("state")).isFalse();
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(APPOINTMENTS);
        assertThat(program.waiting("held")).isZero();
        assertThat(steer(batch, "pause").statusCode()).as("it has ended").isEqualTo(409);
    }

    @Test
    void aPauseOfAListOutlivesARestart() throws Exception {
        String batch = listBehindAPause();
        steer(batch, "pause");
        program.call("far-sides/provider/resume", "");
        await("what is set aside").atMost(PATIENCE).until(() -> program.waiting("held") == APPOINTMENTS);
        program.close();

        program = new WholeProgram(home, "--bars.circuit.pause=1s");
        farSides = program.farSides(APPOINTMENTS);
        assertThat(batch(batch).path("state").asText()).isEqualTo("paused");
        assertThat(program.waiting("held")).isEqualTo(APPOINTMENTS);
        // As another instance does it.
        program.bean(org.barscancel.ledger.Holds.class).release(HoldKind.BATCH, batch);

        await("its end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).path("complete").asBoolean());
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(APPOINTMENTS);
    }

    @Test
    void anAbortedListEndsRejectedAndItsFailuresRunAgainWhenItIsResubmitted() throws Exception {
        String batch = listBehindAPause();
        HttpResponse<String> aborted = steer(batch, "abort");
        published.assertDescribes("post", "/batches/{batchId}/abort", 200, "application/json", aborted.body());
        assertThat(steer(batch, "abort").statusCode()).as("twice").isEqualTo(200);
        assertThat(steer(batch, "resume").statusCode()).isEqualTo(409);
        program.call("far-sides/provider/resume", "");

        await("its end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).path("complete").asBoolean());
        assertThat(batch(batch).at("/counts/rejected").asInt()).isEqualTo(APPOINTMENTS);
        assertThat(farSides.calls("PUT", "Appointment")).isEmpty();
        assertThat(JSON.readTree(program.call("cancellations?problem=aborted", null)
                                .body())
                        .path("total")
                        .asInt())
                .isEqualTo(APPOINTMENTS);
        await("their messages").atMost(PATIENCE).until(() -> program.waiting("rejected") == APPOINTMENTS);

        HttpResponse<String> again = steer(batch, "resubmit");
        published.assertDescribes("post", "/batches/{batchId}/resubmit", 202, "application/json", again.body());
        assertThat(JSON.readTree(again.body()).path("replayed").asInt()).isEqualTo(APPOINTMENTS);

        await("its second end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).at("/counts/done").asInt() == APPOINTMENTS);
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(APPOINTMENTS);
        assertThat(steer(batch, "resubmit").statusCode()).as("nothing failed").isEqualTo(409);
    }

    @Test
    void aListThatIsAbortedWhileItIsSetAsideEnds() throws Exception {
        String batch = listBehindAPause();
        steer(batch, "pause");
        program.call("far-sides/provider/resume", "");
        await("what is set aside").atMost(PATIENCE).until(() -> program.waiting("held") == APPOINTMENTS);

        steer(batch, "abort");

        await("its end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).path("complete").asBoolean());
        assertThat(batch(batch).at("/counts/rejected").asInt()).isEqualTo(APPOINTMENTS);
        assertThat(batch(batch).path("state").asText()).isEqualTo("aborted");
        assertThat(farSides.calls("PUT", "Appointment")).isEmpty();
        assertThat(program.waiting("held")).isZero();
    }

    @Test
    void theRowsOfAFileThatAreNotAcceptedStayOnDiskWhileItIsPaused() throws Exception {
        pauseProvider();
        String batch = csv("?rate=1");
        await("its first row").atMost(PATIENCE).until(() -> program.waiting("requests") >= 1);
        steer(batch, "pause");
        long accepted = program.waiting("requests");
        program.call("far-sides/provider/resume", "");
        await("what was accepted").atMost(PATIENCE).until(() -> program.waiting("held") >= accepted);
        // A part that was being read may have come in between.
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> program.waiting("held") <= accepted + 1
                        && farSides.calls("GET", "Appointment").isEmpty());
        assertThat(program.waiting("held")).isLessThan(APPOINTMENTS);

        steer(batch, "abort");

        await("its end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).path("complete").asBoolean());
        assertThat(batch(batch).at("/counts/rejected").asInt()).isEqualTo(APPOINTMENTS);
        assertThat(farSides.calls("PUT", "Appointment")).isEmpty();
    }

    @Test
    void aListIsCarriedOutAtThePaceThatItAsksFor() throws Exception {
        long begun = System.nanoTime();
        String file = csv("?rate=2");
        await("the end of the file")
                .atMost(PATIENCE)
                .until(() -> batch(file).path("complete").asBoolean());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(home.resolve("claimed")).isEmptyDirectory();

        begun = System.nanoTime();
        farSides = program.farSides(APPOINTMENTS);
        String list = batchId(program.call("cancellations?rate=2", requests()));
        await("the end of the list")
                .atMost(PATIENCE)
                .until(() -> batch(list).path("complete").asBoolean());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));

        for (String none : new String[] {"0", "1001", "-1", "x", "1.5"}) {
            assertThat(program.call("cancellations?rate=" + none, requests()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void listsAreShownTheNewestFirst() throws Exception {
        String first = csv("");
        String second = batchId(program.call("cancellations", requests()));

        HttpResponse<String> all = program.call("batches", null);
        published.assertDescribes("get", "/batches", 200, "application/json", all.body());
        JsonNode page = JSON.readTree(all.body());
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.at("/items/0/batchId").asText()).isEqualTo(second);
        assertThat(page.at("/items/1/batchId").asText()).isEqualTo(first);
        assertThat(JSON.readTree(program.call("batches?size=1&page=1", null).body())
                        .at("/items/0/batchId")
                        .asText())
                .isEqualTo(first);
        assertThat(JSON.readTree(program.call("batches?requester=nobody&complete=true", null)
                                .body())
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(program.call("batches?siez=1", null).statusCode()).isEqualTo(400);
        for (String action : new String[] {"pause", "resume", "abort", "resubmit"}) {
            assertThat(steer("nowhere", action).statusCode()).as(action).isEqualTo(404);
        }
    }

    @Test
    void whatAnotherInstanceSetsAsideAfterTheEndOfAPauseIsPutBack() throws Exception {
        String batch = listBehindAPause();
        program.bean(Steering.class).hold(HoldKind.BATCH, batch, Hold.State.PAUSED, null);
        program.call("far-sides/provider/resume", "");
        await("what is set aside").atMost(PATIENCE).until(() -> program.waiting("held") == APPOINTMENTS);
        program.bean(org.barscancel.ledger.Holds.class).release(HoldKind.BATCH, batch);

        await("its end")
                .atMost(PATIENCE)
                .until(() -> batch(batch).path("complete").asBoolean());
        assertThat(batch(batch).at("/counts/done").asInt()).isEqualTo(APPOINTMENTS);
    }

    /** A list of which nothing is begun. */
    private String listBehindAPause() throws Exception {
        pauseProvider();
        String batch = batchId(program.call("cancellations", requests()));
        await("the requests").atMost(PATIENCE).until(() -> program.waiting("requests") == APPOINTMENTS);
        return batch;
    }

    /** Until its leg takes nothing more: what it had taken would be in work when the list is paused. */
    private void pauseProvider() throws Exception {
        program.call("far-sides/provider/pause", "");
        program.awaitIdle("cancel");
    }

    private String csv(String query) throws Exception {
        String rows =
                IntStream.range(0, APPOINTMENTS).mapToObj(WholeProgram::id).collect(Collectors.joining("\n"));
        return batchId(program.post(
                "/cancellations" + query,
                ("appointmentId\n" + rows + "\n").getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/csv"));
    }

    private static String requests() {
        return IntStream.range(0, APPOINTMENTS)
                .mapToObj(i -> "{\"appointmentId\":\"" + WholeProgram.id(i) + "\"}")
                .toList()
                .toString();
    }

    private static String batchId(HttpResponse<String> taken) {
        assertThat(taken.statusCode()).isIn(200, 202);
        return taken.headers().firstValue("Location").orElseThrow().substring("/batches/".length());
    }

    private HttpResponse<String> steer(String batch, String action) throws Exception {
        return program.call("batches/" + batch + "/" + action, "");
    }

    private JsonNode batch(String id) throws Exception {
        return JSON.readTree(program.call("batches/" + id, null).body());
    }
}
