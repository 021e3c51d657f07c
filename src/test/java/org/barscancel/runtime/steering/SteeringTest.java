package org.barscancel.runtime.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.barscancel.console.PublishedInterface;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** The whole program, and people who pause and resume parts of it, and put away what they have dealt with. */
class SteeringTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PublishedInterface published = new PublishedInterface();

    @TempDir
    Path home;

    private WholeProgram program;
    private Simulator farSides;

    @BeforeEach
    void start() throws Exception {
        program = new WholeProgram(home, "--bars.circuit.pause=1s");
        farSides = program.farSides(3);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void whatAPersonHasDealtWithIsPutAwayWithItsNote() throws Exception {
        String id = rejected("{\"requestId\":\"r-1\",\"appointmentId\":\"nowhere\"}");
        await("its message").atMost(PATIENCE).until(() -> program.waiting("rejected") == 1);

        HttpResponse<String> refused =
                program.call("cancellations/" + id + "/discard", "{\"note\":\"Patient 999 000 0018 was told.\"}");
        HttpResponse<String> first =
                program.call("cancellations/" + id + "/discard", "{\"note\":\"The clinic was rung up.\"}");
        HttpResponse<String> second = program.call("cancellations/" + id + "/discard", "{\"note\":\"Once more.\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("note must be").doesNotContain("0018");
        assertThat(first.statusCode()).isEqualTo(200);
        published.assertDescribes(
                "post", "/cancellations/{cancellationId}/discard", 200, "application/json", first.body());
        assertThat(JSON.readTree(first.body()).path("discarded").asInt()).isEqualTo(1);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(second.body()).path("discarded").asInt()).isZero();
        assertThat(program.waiting("rejected")).isZero();
        JsonNode result = result(id);
        published.assertDescribes("get", "/cancellations/{cancellationId}", 200, "application/json", result.toString());
        assertThat(result.path("outcome").asText()).isEqualTo("rejected");
        assertThat(result.at("/problem/code").asText()).isEqualTo("not-found");
        assertThat(result.at("/discarded/note").asText()).isEqualTo("The clinic was rung up.");
        assertThat(program.call("cancellations/" + id + "/replay", "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatWasDiscardedMayBeSentAnewByItsRequester() throws Exception {
        String request = "{\"requestId\":\"r-1\",\"appointmentId\":\"nowhere\"}";
        String id = rejected(request);
        await("its message").atMost(PATIENCE).until(() -> program.waiting("rejected") == 1);
        program.call("discards", "{\"problem\":\"not-found\",\"requester\":\"pas-1\",\"note\":\"Rung up.\"}");
        assertThat(result(id).has("discarded")).isTrue();

        assertThat(rejected(request)).isEqualTo(id);

        await("its second end").atMost(PATIENCE).until(() -> program.waiting("rejected") == 1);
        assertThat(result(id).has("discarded")).isFalse();
    }

    @Test
    void whatWasRefusedAsItCameIsDiscardedInAGroupToo() throws Exception {
        String id = rejected("{\"appointmentId\":\"not/an/id\"}");
        await("its message").atMost(PATIENCE).until(() -> program.waiting("rejected") == 1);

        assertThat(program.call("discards", "{\"problem\":\"invalid-field\"}").statusCode())
                .as("without a note")
                .isEqualTo(400);
        assertThat(program.call("discards", "{\"note\":\"x\"}").statusCode())
                .as("without a selection")
                .isEqualTo(400);
        HttpResponse<String> other = program.call("discards", "{\"requester\":\"pas-2\",\"note\":\"Not this one.\"}");
        assertThat(JSON.readTree(other.body()).path("discarded").asInt()).isZero();
        HttpResponse<String> answer = program.call(
                "discards", "{\"problem\":\"invalid-field\",\"requester\":\"pas-1\",\"note\":\"Sent anew.\"}");

        published.assertDescribes("post", "/discards", 200, "application/json", answer.body());
        assertThat(JSON.readTree(answer.body()).at("/cancellationIds/0").asText())
                .isEqualTo(id);
        assertThat(result(id).at("/discarded/note").asText()).isEqualTo("Sent anew.");
        assertThat(JSON.readTree(program.call("cancellations?discarded=false", null)
                                .body())
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void aFarSideThatAPersonPausesIsNotCalledUntilItIsResumed() throws Exception {
        HttpResponse<String> paused = program.call("far-sides/provider/pause", "");
        published.assertDescribes("post", "/far-sides/{name}/pause", 200, "application/json", paused.body());
        Path result = program.request(3);
        await("the requests").atMost(PATIENCE).until(() -> program.waiting("requests") == 3);

        assertThat(program.state("provider")).isEqualTo(CircuitState.PAUSED);
        assertThat(program.state("registry")).isEqualTo(CircuitState.CLOSED);
        JsonNode health = program.json("health").at("/components/farSides/components/provider");
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.at("/details/reason").asText()).isEqualTo("person");
        HttpResponse<String> list = program.call("far-sides", null);
        published.assertDescribes("get", "/far-sides", 200, "application/json", list.body());
        assertThat(program.actuator("prometheus").body())
                .contains("bars_paused{kind=\"far-side\",name=\"provider\"} 1.0")
                .contains("bars_circuit_state{farSide=\"provider\"} 0.0");
        assertThat(farSides.calls("GET", "Appointment")).isEmpty();

        program.call("far-sides/provider/pause", "");
        program.call("far-sides/provider/resume", "");
        program.call("far-sides/provider/resume", "");

        assertThat(program.results(result)).allSatisfy(one -> {
            assertThat(one.path("outcome").asText()).isEqualTo("done");
            assertThat(one.at("/attempts/provider").asInt())
                    .as("no attempt is counted")
                    .isEqualTo(1);
        });
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(3);
    }

    @Test
    void aPauseOutlivesARestartAndIsSeenFromEverywhere() throws Exception {
        program.call("far-sides/registry/pause", "");
        Path result = program.request(1);
        await("the way to the registry").atMost(PATIENCE).until(() -> program.waiting("pointers") == 1);
        program.close();

        program = new WholeProgram(home, "--bars.circuit.pause=1s");
        Simulator anew = program.farSides(1);

        assertThat(program.state("registry")).isEqualTo(CircuitState.PAUSED);
        // As another instance does it.
        program.bean(org.barscancel.ledger.Holds.class).release(org.barscancel.steering.HoldKind.FAR_SIDE, "registry");
        assertThat(program.results(result).get(0).path("registry").asText()).isEqualTo("removed");
        assertThat(anew.calls("DELETE", "DocumentReference")).hasSize(1);
    }

    @Test
    void aDoorThatAPersonPausesTakesNothingAndLosesNothing() throws Exception {
        for (String door : new String[] {"file", "queue", "http"}) {
            assertThat(program.call("feeds/" + door + "/pause", "").statusCode())
                    .isEqualTo(200);
        }
        published.assertDescribes(
                "get",
                "/feeds",
                200,
                "application/json",
                program.call("feeds", null).body());
        Path result = program.request(1);
        HttpResponse<String> refused = program.call("cancellations", "{\"appointmentId\":\"appointment-1\"}");
        JmsTemplate jms = new JmsTemplate(program.bean(ConnectionFactory.class));
        program.awaitIdle("intake-queue");
        jms.convertAndSend("bars.cancellations", "{\"appointmentId\":\"appointment-2\"}");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("paused");
        assertThat(JSON.readTree(program.json("health")
                                .at("/components/feeds/components/file")
                                .toString())
                        .at("/details/state")
                        .asText())
                .isEqualTo("paused");
        // By then each door has been looked at several times.
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> program.waiting("cancellations") == 1
                        && !Files.exists(result)
                        && Files.exists(home.resolve("inbox").resolve("requests-1.json")));

        for (String door : new String[] {"file", "queue", "http"}) {
            program.call("feeds/" + door + "/resume", "");
        }
        assertThat(program.results(result).get(0).path("outcome").asText()).isEqualTo("done");
        assertThat(program.call("cancellations", "{\"appointmentId\":\"appointment-1\"}")
                        .statusCode())
                .isIn(200, 202);
        await("all three")
                .atMost(PATIENCE)
                .until(() -> farSides.calls("PUT", "Appointment").size() == 3);
    }

    @Test
    void knowsNoFarSideOrFeedThatIsNotSetUp() throws Exception {
        assertThat(program.call("far-sides/elsewhere/pause", "").statusCode()).isEqualTo(404);
        assertThat(program.call("feeds/elsewhere/resume", "").statusCode()).isEqualTo(404);
    }

    private String rejected(String request) throws Exception {
        JsonNode result = program.ask(request, "pas-1");
        assertThat(result.path("outcome").asText()).isEqualTo("rejected");
        return result.path("cancellationId").asText();
    }

    private JsonNode result(String id) throws Exception {
        return JSON.readTree(program.call("cancellations/" + id, null).body());
    }
}
