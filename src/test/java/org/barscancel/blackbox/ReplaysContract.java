package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.barscancel.blackbox.Caller.Answer;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stopped runs again, from outside of the program. */
abstract class ReplaysContract {
    private static final int CALLERS = 6;
    private static final int UNAUTHORISED = 401;

    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(100);
    private final RunningProgram program = HealthyFarSideIT.program();
    private final Caller caller = program.caller();
    private final AtomicBoolean letIn = new AtomicBoolean();

    @AfterEach
    void letEverythingEnd() {
        farSide.simulator().behave(Behaviour.FAITHFUL);
    }

    @Test
    void aParkedCancellationRunsAgainOnceHoweverManyAskForIt() throws Exception {
        keepOut();
        String id = parked(70);
        letIn.set(true);

        List<Answer> answers = atOnce(id);

        assertThat(answers).extracting(Answer::status).containsOnly(202, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 202)
                .singleElement()
                .satisfies(taken -> {
                    assertThat(taken.header("Location")).isEqualTo("/cancellations/" + id);
                    assertThat(taken.json().path("replayed").asInt()).isEqualTo(1);
                });
        JsonNode result = caller.result("/cancellations/" + id);
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.has("problem")).isFalse();
        assertThat(puts(70)).isEqualTo(1);
        assertThat(caller.replay(id).json().path("detail").asText()).isEqualTo("It has ended well.");
    }

    @Test
    void aGroupRunsAgainAndItsResultFileIsWrittenAnew() throws Exception {
        keepOut();
        program.drop("replays/twice.json", Clinic.requests(71, 73));
        JsonNode before = program.result("replays/twice.json.result.json");
        assertThat(Caller.each(before, "outcome")).containsExactly("parked", "parked", "parked");
        letIn.set(true);

        Answer answer =
                caller.replays("{\"problem\": \"unauthorised\", \"requester\": \"replays\"}", "application/json");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("replayed").asInt()).isEqualTo(3);
        assertThat(answer.json().path("more").asBoolean()).isFalse();
        assertThat(answer.header("Location")).isEqualTo("/cancellations?registry=pending&requester=replays");
        assertThat(caller.get(answer.header("Location")).status()).isEqualTo(200);
        await("the new result file").atMost(Duration.ofSeconds(60)).until(() -> Caller.each(
                        program.result("replays/twice.json.result.json"), "outcome")
                .equals(List.of("done", "done", "done")));
        String name = program.file("archive", file -> file.endsWith("-twice.json"))
                .getFileName()
                .toString();
        String claim = name.substring(0, name.indexOf('-'));
        assertThat(caller.get("/batches/" + claim)
                        .json()
                        .path("counts")
                        .path("done")
                        .asInt())
                .isEqualTo(3);
        assertThat(caller.get("/cancellations?requester=replays&problem=unauthorised")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(caller.replays("{\"requester\": \"replays\"}", "application/json")
                        .json()
                        .path("replayed")
                        .asInt())
                .isZero();
    }

    @Test
    void aCallThatAsksForNothingThatCouldBeDoneIsToldWhy() throws Exception {
        assertThat(caller.replay(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(caller.replay("nothing").status()).isEqualTo(404);
        Answer refused = caller.post("{\"appointmentId\": \"a b\"}");
        Answer replay = caller.replay(refused.json().path("cancellationId").asText());
        assertThat(replay.status()).isEqualTo(409);
        assertThat(replay.json().path("detail").asText()).contains("refused as it came (invalid-field)");
        assertThat(caller.replays("{}", "application/json").status()).isEqualTo(400);
        assertThat(caller.replays("{\"problem\": \"none\"}", "application/json")
                        .json()
                        .path("detail")
                        .asText())
                .contains("problem must be one of");
        assertThat(caller.replays("{\"all\": true}", "text/plain").status()).isEqualTo(415);
        assertThat(caller.call("GET", "/replays").status()).isEqualTo(405);
        assertThat(caller.call("GET", "/cancellations/" + UUID.randomUUID() + "/replay")
                        .status())
                .isEqualTo(405);
    }

    private String parked(int n) throws Exception {
        Answer answer = caller.post(Clinic.request(n), "Prefer", "wait=30");
        assertThat(answer.json().path("outcome").asText()).isEqualTo("parked");
        return answer.json().path("cancellationId").asText();
    }

    private List<Answer> atOnce(String id) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> caller.replay(id)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : calls) {
                answers.add(one.get(1, TimeUnit.MINUTES));
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private long puts(int n) {
        return farSide.simulator().calls().stream()
                .filter(call -> "PUT".equals(call.method()) && call.path().endsWith(Clinic.id(n)))
                .count();
    }

    /** The provider knows nobody until the test lets them in. */
    private void keepOut() {
        farSide.simulator()
                .behave((call, server) ->
                        letIn.get() ? server.answer() : new SimulatedAnswer(UNAUTHORISED, null, Map.of(), new byte[0]));
    }
}
