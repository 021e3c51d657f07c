package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.barscancel.blackbox.Caller.Answer;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and answers by HTTP, from outside of the program. */
abstract class HttpAnswersContract {
    private static final int CALLERS = 16;

    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(100);
    private final RunningProgram program = HealthyFarSideIT.program();
    private final Caller caller = program.caller();
    private final CountDownLatch opened = new CountDownLatch(1);

    @AfterEach
    void letEverythingEnd() {
        opened.countDown();
        farSide.simulator().behave(Behaviour.FAITHFUL);
    }

    @Test
    void whatLocationNamesCanBeReadAtOnceAndEndsByItself() throws Exception {
        hold(Clinic.id(1));
        Answer answer = caller.post(Clinic.request(1));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("outcome").asText()).isEqualTo("pending");
        assertThat(answer.header("Location"))
                .isEqualTo(
                        "/cancellations/" + answer.json().path("cancellationId").asText());
        Answer read = caller.get(answer.header("Location"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("outcome").asText()).isEqualTo("pending");
        opened.countDown();

        JsonNode result = caller.result(answer.header("Location"));
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("registry").asText()).isEqualTo("removed");
        assertThat(result.path("source").path("channel").asText()).isEqualTo("http");
        assertThat(result.toString()).doesNotContain(Clinic.nhsNumber(1), Clinic.familyName(1));
    }

    @Test
    void aCallerMayWaitForTheEnd() throws Exception {
        Answer answer = caller.post(Clinic.request(2), "Prefer", "wait=30");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(answer.json().path("outcome").asText()).isEqualTo("done");
        assertThat(answer.json().path("registry").asText()).isEqualTo("removed");
        assertThat(caller.get(answer.header("Location")).json()).isEqualTo(answer.json());
    }

    @Test
    void aCallerWhoHasWaitedLongEnoughHearsHowItStands() throws Exception {
        hold(Clinic.id(3));
        Answer answer = caller.post(Clinic.request(3), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.json().path("outcome").asText()).isEqualTo("pending");
    }

    @Test
    void aRepeatIsAnsweredWithTheSameCancellationAndCallsNobody() throws Exception {
        Answer first = caller.post(Clinic.request(4), "Idempotency-Key", "http-repeat-4", "Prefer", "wait=30");
        int calls = farSide.simulator().calls().size();
        Answer again = caller.post(Clinic.request(4), "Idempotency-Key", "\"http-repeat-4\"");
        assertThat(farSide.simulator().calls()).as("nobody is called again").hasSize(calls);
        Answer inTheBody = caller.post(Clinic.request(5, "http-repeat-5"), "Prefer", "wait=30");
        Answer inTheHeader = caller.post(
                Clinic.request(5, "http-repeat-5"), "Idempotency-Key", "http-repeat-5", "Prefer", "wait=30");

        assertThat(again.status()).as("it has ended").isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.json().path("requestId").asText()).isEqualTo("http-repeat-4");
        assertThat(inTheHeader.json()).isEqualTo(inTheBody.json());
        assertThat(puts(4)).isEqualTo(1);
        assertThat(puts(5)).isEqualTo(1);
    }

    @Test
    void theSameKeyWithOtherContentIsAnotherCancellation() throws Exception {
        Answer first = caller.post(Clinic.request(6), "Idempotency-Key", "http-counter-1", "Prefer", "wait=30");
        Answer other = caller.post(Clinic.request(7), "Idempotency-Key", "http-counter-1", "Prefer", "wait=30");

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.json().path("cancellationId"))
                .isNotEqualTo(first.json().path("cancellationId"));
        assertThat(other.json().path("appointmentId").asText()).isEqualTo(Clinic.id(7));
    }

    @Test
    void aListIsAnsweredInItsOrderAndCountedUntilItHasEnded() throws Exception {
        hold(Clinic.id(12));
        String list = "[" + Clinic.request(10) + ",{\"appointmentId\":\"a b\"}," + Clinic.request(11) + ","
                + Clinic.request(12) + "]";
        Answer answer = caller.post(list, "Idempotency-Key", "http-list-1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Caller.each(answer.json(), "requestId"))
                .containsExactly("http-list-1/1", "", "http-list-1/3", "http-list-1/4");
        assertThat(answer.json().path(1).path("problem").path("code").asText()).isEqualTo("invalid-field");
        String batch = answer.header("Location");
        assertThat(batch).startsWith("/batches/");
        assertThat(caller.get(batch).json().path("size").asInt()).isEqualTo(4);
        assertThat(caller.get(batch).json().path("complete").asBoolean()).isFalse();
        assertThat(caller.get(batch + "/result").status()).isEqualTo(409);
        opened.countDown();

        JsonNode ended = caller.result(batch);
        assertThat(ended.path("counts").path("done").asInt()).isEqualTo(3);
        assertThat(ended.path("counts").path("rejected").asInt()).isEqualTo(1);
        JsonNode results = caller.get(batch + "/result").json();
        assertThat(Caller.each(results, "outcome")).containsExactly("done", "rejected", "done", "done");
        assertThat(results.findValuesAsText("row")).containsExactly("1", "2", "3", "4");

        Answer again = caller.post(list, "Idempotency-Key", "http-list-1", "Prefer", "wait=30");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).as("a list of its own").isNotEqualTo(batch);
        assertThat(again.json().path(3).path("cancellationId"))
                .isEqualTo(results.path(3).path("cancellationId"));
        assertThat(puts(12)).isEqualTo(1);
        assertThat(program.files("results").stream().map(Path::toString))
                .as("nobody asked for a file")
                .noneMatch(file -> file.contains(batch.substring("/batches/".length())));
    }

    @Test
    void aFileIsAListTooAndCanBeReadByItsClaim() throws Exception {
        program.drop("http-reads/list.json", Clinic.requests(13, 14));
        program.result("http-reads/list.json.result.json");
        String name = program.file("archive", file -> file.endsWith("-list.json"))
                .getFileName()
                .toString();
        String claim = name.substring(0, name.indexOf('-'));

        JsonNode batch = caller.get("/batches/" + claim).json();

        assertThat(batch.path("name").asText()).isEqualTo("list.json");
        assertThat(batch.path("requester").asText()).isEqualTo("http-reads");
        assertThat(batch.path("counts").path("done").asInt()).isEqualTo(2);
        assertThat(caller.get("/batches/" + claim + "/result").json()).hasSize(2);
        assertThat(caller.get("/cancellations?requester=http-reads")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void manyCallersAtOnceAreEachAnsweredWithTheirOwn() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int n = 20; n < 60; n++) {
                int mine = n;
                answers.add(callers.submit(() -> caller.post(Clinic.request(mine))));
            }
            Set<String> locations = new HashSet<>();
            for (int i = 0; i < answers.size(); i++) {
                Answer answer = answers.get(i).get(2, TimeUnit.MINUTES);
                assertThat(answer.status()).isIn(200, 202);
                assertThat(answer.json().path("appointmentId").asText()).isEqualTo(Clinic.id(20 + i));
                assertThat(caller.get(answer.header("Location")).status()).isEqualTo(200);
                locations.add(answer.header("Location"));
            }
            assertThat(locations).hasSize(answers.size()).allSatisfy(location -> assertThat(
                            caller.result(location).path("outcome").asText())
                    .isEqualTo("done"));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aSearchFindsPageByPage() throws Exception {
        Instant before = Instant.now();
        caller.post(Clinic.requests(61, 65), "Prefer", "wait=30");
        String search = "/cancellations?outcome=done&registry=removed&from=" + before + "&size=2&page=";

        Set<String> seen = new HashSet<>();
        for (int page = 0; page < 3; page++) {
            JsonNode one = caller.get(search + page).json();
            assertThat(one.path("total").asInt()).isEqualTo(5);
            seen.addAll(Caller.each(one.path("items"), "appointmentId"));
        }

        assertThat(seen)
                .containsExactlyInAnyOrder(Clinic.id(61), Clinic.id(62), Clinic.id(63), Clinic.id(64), Clinic.id(65));
        assertThat(caller.get(search + 3).json().path("items")).isEmpty();
        assertThat(caller.get("/cancellations?from=" + before + "&appointmentId=" + Clinic.id(62))
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anIdThatNobodyKnowsIsNotFound() throws Exception {
        assertThat(caller.get("/cancellations/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(caller.get("/cancellations/nothing").status()).isEqualTo(404);
        assertThat(caller.get("/batches/nothing").status()).isEqualTo(404);
        assertThat(caller.get("/batches/nothing/result").status()).isEqualTo(404);
    }

    @Test
    void theDescriptionIsServedForMachinesAndForPeople() throws Exception {
        assertThat(caller.get("/openapi.json").body()).isEqualTo(Files.readString(Path.of("docs/openapi.json")));
        assertThat(caller.get("/cancellation-request.schema.json").body())
                .isEqualTo(Files.readString(Path.of("docs/cancellation-request.schema.json")));
        assertThat(caller.get("/docs").mediaType()).startsWith("text/html");
        assertThat(caller.get("/docs.js").mediaType()).startsWith("text/javascript");
        assertThat(caller.get("/docs.css").mediaType()).startsWith("text/css");
        Answer start = caller.get("/");
        assertThat(start.status()).isEqualTo(302);
        assertThat(start.header("Location")).isEqualTo("/docs");
    }

    private long puts(int n) {
        return farSide.simulator().calls().stream()
                .filter(call -> "PUT".equals(call.method()) && call.path().endsWith(Clinic.id(n)))
                .count();
    }

    /** The provider answers nothing about this appointment until the test lets it. */
    private void hold(String appointmentId) {
        farSide.simulator().behave((call, server) -> {
            if (call.path().endsWith(appointmentId)) {
                try {
                    opened.await(8, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return server.answer();
        });
    }
}
