package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;

/** Under which names a file is answered, and in whose. */
abstract class FileAnswersContract {
    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(20);
    private final RunningProgram program = HealthyFarSideIT.program();
    private final Path home = program.home();

    @Test
    void aSecondFileOfTheSameNameIsAnsweredUnderItsClaim() throws Exception {
        program.drop("twice.json", Clinic.request(1));
        JsonNode first = program.result("twice.json.result.json");
        program.drop("twice.json", Clinic.request(2));
        Path second = program.file("results", name -> name.matches("twice\\.json\\.[^.]+\\.result\\.json"));

        assertThat(first.path("appointmentId").asText()).isEqualTo(Clinic.id(1));
        assertThat(RunningProgram.json(second).path("appointmentId").asText()).isEqualTo(Clinic.id(2));
        assertThat(program.result("twice.json.result.json"))
                .as("the first is left alone")
                .isEqualTo(first);
        String claim = second.getFileName().toString().split("\\.", -1)[2];
        assertThat(program.file("archive", name -> name.equals(claim + "-twice.json")))
                .hasContent(Clinic.request(2));
    }

    @Test
    void twoRequestersMayUseTheSameName() throws Exception {
        program.drop("ward-a/clinic.json", Clinic.request(3));
        program.drop("ward-b/clinic.json", "[" + Clinic.request(4) + "]");
        JsonNode ofA = program.result("ward-a/clinic.json.result.json");
        JsonNode ofB = program.result("ward-b/clinic.json.result.json");

        assertThat(ofA.path("appointmentId").asText()).isEqualTo(Clinic.id(3));
        assertThat(ofA.path("source").path("requester").asText()).isEqualTo("ward-a");
        assertThat(ofB).as("a list is answered by a list").hasSize(1);
        assertThat(ofB.path(0).path("source").path("requester").asText()).isEqualTo("ward-b");
        assertThat(ofB.path(0).path("source").path("row").asInt()).isEqualTo(1);
        assertThat(ofB.path(0).path("source").path("name").asText()).isEqualTo("clinic.json");
    }

    @Test
    void progressIsShownUntilTheResultIsComplete() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        farSide.simulator().behave((call, server) -> {
            if ("PUT".equals(call.method()) && call.path().endsWith(Clinic.id(12))) {
                waitFor(opened);
            }
            return server.answer();
        });
        try {
            program.drop("slow.json", Clinic.requests(10, 12));
            Path progress = program.file("results", name -> name.equals("slow.json.progress.json"));

            await("two of three").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode counts = RunningProgram.json(progress);
                assertThat(counts.findValuesAsText("done")).containsExactly("2");
                assertThat(counts.findValuesAsText("pending")).containsExactly("1");
            });
            assertThat(home.resolve("results/slow.json.result.json")).doesNotExist();
            opened.countDown();
            assertThat(program.result("slow.json.result.json")).hasSize(3);
            await("progress is over").atMost(Duration.ofSeconds(10)).until(() -> Files.notExists(progress));
        } finally {
            opened.countDown();
            farSide.simulator().behave(Behaviour.FAITHFUL);
        }
    }

    @Test
    void progressIsNeverHalfWrittenAndOnlyGrows() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        farSide.simulator().behave((call, server) -> {
            if ("PUT".equals(call.method()) && call.path().endsWith(Clinic.id(20))) {
                waitFor(opened);
            }
            return server.answer();
        });
        Path progress = home.resolve("results/grows.json.progress.json");
        try {
            program.drop("grows.json", Clinic.requests(1, 20));
            List<Integer> pending = new ArrayList<>();
            Instant late = Instant.now().plusSeconds(60);
            // Without a pause: a reader that comes at the wrong moment must not exist.
            while (Files.notExists(home.resolve("results/grows.json.result.json"))) {
                assertThat(Instant.now()).isBefore(late);
                readPending(progress).ifPresent(pending::add);
                if (pending.contains(1)) {
                    opened.countDown();
                }
            }

            assertThat(pending).contains(1).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(program.result("grows.json.result.json")).hasSize(20);
            await("progress is over").atMost(Duration.ofSeconds(10)).until(() -> Files.notExists(progress));
        } finally {
            opened.countDown();
            farSide.simulator().behave(Behaviour.FAITHFUL);
        }
    }

    @Test
    void aResultIsWrittenAnewWhenWhatWasParkedOrRejectedRunsAgain() throws Exception {
        farSide.simulator().behave((call, server) -> {
            if ("PUT".equals(call.method()) && call.path().endsWith(Clinic.id(5))) {
                return new SimulatedAnswer(401, null, Map.of(), new byte[0]);
            }
            return server.answer();
        });
        try {
            program.drop(
                    "again.json", "[" + Clinic.request(4) + "," + Clinic.request(5) + "," + Clinic.request(21) + "]");
            JsonNode before = program.result("again.json.result.json");
            assertThat(RunningProgram.each(before, "outcome")).containsExactly("done", "parked", "rejected");
            farSide.simulator().behave(Behaviour.FAITHFUL);
            farSide.simulator().seed(Clinic.resources(21, 21));

            try (Requester operator = program.requester()) {
                operator.move("bars.parked", "bars.requests", Clinic.id(5));
                operator.move("bars.rejected", "bars.requests", Clinic.id(21));
            }

            await("both are done").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode after = program.result("again.json.result.json");
                assertThat(RunningProgram.each(after, "outcome")).containsExactly("done", "done", "done");
                assertThat(RunningProgram.each(after, "registry")).containsExactly("removed", "removed", "removed");
                assertThat(after.get(0)).isEqualTo(before.get(0));
            });
            assertThat(program.files("results"))
                    .filteredOn(file -> file.getFileName().toString().startsWith("again.json"))
                    .hasSize(1);
        } finally {
            farSide.simulator().behave(Behaviour.FAITHFUL);
        }
    }

    private static Optional<Integer> readPending(Path progress) throws IOException {
        try {
            return Optional.of(new ObjectMapper()
                    .readTree(Files.readAllBytes(progress))
                    .required("pending")
                    .asInt());
        } catch (NoSuchFileException notNow) {
            return Optional.empty();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
