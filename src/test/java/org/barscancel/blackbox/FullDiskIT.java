package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing more for a while: nothing is lost, and everything ends without a restart. */
class FullDiskIT {
    private static final int REQUESTS = 60;

    @TempDir
    Path folder;

    private final CountDownLatch opened = new CountDownLatch(1);
    private SimulatorHost farSide;
    private RunningProgram program;
    private SmallDisk disk;

    @BeforeEach
    void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(1, REQUESTS));
    }

    @AfterEach
    void finish() throws Exception {
        opened.countDown();
        try {
            if (program != null) {
                program.finish();
            }
        } finally {
            farSide.close();
            if (disk != null) {
                disk.close();
            }
        }
    }

    @Test
    void losesNothingWhenNoFileCanBeWrittenForAWhile() throws Exception {
        program = RunningProgram.start("unwritable", folder, settings());
        program.drop("before.json", Clinic.request(1));
        program.result("before.json.result.json");

        // The first commit after this is the one of a file that is just accepted.
        program.letWrite(false);
        for (int n = 2; n <= 10; n++) {
            program.drop("during-" + n + ".json", Clinic.request(n));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> program.log().contains("The embedded broker has stopped"));
        assertThat(program.files("results")).hasSize(1);

        program.letWrite(true);
        for (int n = 2; n <= 10; n++) {
            JsonNode result = program.result("during-" + n + ".json.result.json");
            assertThat(result.path("appointmentId").asText()).isEqualTo(Clinic.id(n));
            assertThat(result.path("outcome").asText()).isIn("done", "already-done");
        }
        program.drop("after.json", Clinic.request(11));
        assertThat(program.result("after.json.result.json").path("outcome").asText())
                .isEqualTo("done");
        assertThat(program.files("results")).hasSize(11);
        assertThat(program.log()).contains("The embedded broker works again");
    }

    @Test
    void waitsForRoomOnTheDiskAndGoesOn() throws Exception {
        disk = SmallDisk.mount(folder, 260);
        farSide.simulator().behave((call, server) -> {
            if ("PUT".equals(call.method())) {
                waitFor(opened);
            }
            return server.answer();
        });
        program = RunningProgram.start("full-disk", folder, settings());
        program.drop("clinic.json", Clinic.requests(1, REQUESTS - 1));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !program.files("archive").isEmpty());
        Path ready = Files.writeString(folder.resolve("inbox/late.json.part"), Clinic.request(REQUESTS));

        Path ballast = fill();
        await().atMost(Duration.ofSeconds(30)).until(() -> program.log().contains("Free storage space is at"));
        Files.move(ready, folder.resolve("inbox/late.json"));
        opened.countDown();
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> program.files("results").stream()
                        .noneMatch(file -> file.toString().endsWith(".result.json")));
        Files.delete(ballast);

        JsonNode results = program.result("clinic.json.result.json");
        assertThat(RunningProgram.each(results, "outcome"))
                .hasSize(REQUESTS - 1)
                .allMatch(outcome -> List.of("done", "already-done").contains(outcome));
        assertThat(program.result("late.json.result.json").path("outcome").asText())
                .isEqualTo("done");
    }

    private List<String> settings() {
        return RunningProgram.settings(farSide.baseUrl(), "--logging.level.org.apache.activemq=warn");
    }

    private Path fill() throws IOException {
        Path ballast = folder.resolve("ballast");
        byte[] piece = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
