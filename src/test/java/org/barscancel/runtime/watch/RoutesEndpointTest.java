package org.barscancel.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the routes, while a message hangs in one of them. */
class RoutesEndpointTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void showsWhereTheOldestExchangeIsAndNothingOfIt() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (WholeProgram program = new WholeProgram(
                home, "--spring.profiles.active=route-view", "--bars.http.response-timeout=" + SECONDS + "s")) {
            program.farSides(1).behave((call, server) -> {
                try {
                    hold.await(SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException stopping) {
                    throw new java.io.InterruptedIOException();
                }
                return server.answer();
            });
            Path result = program.drop(
                    "pas-1/secretly-named.json",
                    "{\"appointmentId\":\"" + WholeProgram.id(0) + "\",\"nhsNumber\":\"" + WholeProgram.patient(0)
                            + "\"}");
            await("the read is on its way").atMost(PATIENCE).until(() -> !route(program, "cancel")
                    .path("oldest")
                    .path("step")
                    .asText()
                    .isEmpty());

            JsonNode held = route(program, "cancel");
            assertThat(held.path("state").asText()).isEqualTo("started");
            assertThat(held.path("inFlight").intValue()).isOne();
            assertThat(held.at("/oldest/millis").isNumber()).isTrue();
            String all = program.actuator("routes").body();
            assertThat(all)
                    .doesNotContain(WholeProgram.id(0), WholeProgram.patient(0), "secretly-named", home.toString())
                    .doesNotContain("http://", "127.0.0.1", "ID-");

            hold.countDown();
            program.results(result);
            await("it has ended")
                    .atMost(PATIENCE)
                    .until(() -> route(program, "registry").path("ended").intValue() == 1);
            assertThat(route(program, "cancel").path("failed").intValue()).isZero();
        } finally {
            hold.countDown();
        }
    }

    @Test
    void isNotThereWithoutItsProfile() throws Exception {
        try (WholeProgram program = new WholeProgram(home)) {
            HttpResponse<String> answer = program.actuator("routes");

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    private static JsonNode route(WholeProgram program, String id) throws Exception {
        return StreamSupport.stream(
                        JSON.readTree(program.actuator("routes").body())
                                .path("routes")
                                .spliterator(),
                        false)
                .filter(route -> id.equals(route.path("id").asText()))
                .findFirst()
                .orElseThrow();
    }
}
