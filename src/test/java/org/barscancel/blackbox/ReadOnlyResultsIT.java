package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A results folder that is read only for a while: cancellations go on, and their results are owed. */
class ReadOnlyResultsIT {
    @TempDir
    Path home;

    @Test
    void resultsAreOwedUntilTheFolderTakesThem() throws Exception {
        try (SimulatorHost farSide = SimulatorHost.start();
                SmallDisk results = SmallDisk.mount(Files.createDirectory(home.resolve("results")), 8)) {
            farSide.simulator().seed(Clinic.resources(1, 3));
            RunningProgram program =
                    RunningProgram.start("read-only-results", home, RunningProgram.settings(farSide.baseUrl()));
            try {
                results.readOnly(true);
                program.drop("one.json", Clinic.request(1));
                program.drop("two.json", "[" + Clinic.request(2) + "," + Clinic.request(3) + "]");

                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(farSide.simulator().pointers()).isEmpty());
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> program.log().contains("cannot be written at present"));
                assertThat(program.files("results")).isEmpty();

                results.readOnly(false);
                assertThat(program.result("one.json.result.json")
                                .path("outcome")
                                .asText())
                        .isEqualTo("done");
                JsonNode two = program.result("two.json.result.json");
                assertThat(RunningProgram.each(two, "outcome")).isEqualTo(List.of("done", "done"));
            } finally {
                program.finish();
            }
        }
    }
}
