package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many files of one request each, all at once, in little memory. */
class ManyFilesIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyFilesIT.class);

    private static final int FILES = Integer.getInteger("bars.test.files", 100);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + FILES / 10);

    @TempDir
    Path home;

    private SimulatorHost farSide;
    private RunningProgram program;

    @BeforeEach
    void prepare() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(50 * FILES), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(1, FILES));
        program = RunningProgram.notStarted(
                "many-files",
                home,
                RunningProgram.settings(farSide.baseUrl(), "-Xmx256m", "--logging.level.root=info"));
    }

    @AfterEach
    void finish() throws Exception {
        try {
            program.stop();
        } finally {
            farSide.close();
        }
    }

    @Test
    void areAnsweredOnceEachWhenTheyComeAtOnce() throws Exception {
        program.start();

        long dropped = dropAll();

        assertOneResultEach(dropped);
    }

    @Test
    void areAnsweredOnceEachWhenTheyLieThereBeforeTheStart() throws Exception {
        dropAll();

        long started = System.nanoTime();
        program.start();

        assertOneResultEach(started);
    }

    private long dropAll() throws Exception {
        for (int n = 1; n <= FILES; n++) {
            program.drop(name(n), Clinic.request(n));
        }
        return System.nanoTime();
    }

    private void assertOneResultEach(long since) throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> count("results", ".result.json") >= FILES);
        long millis = Duration.ofNanos(System.nanoTime() - since).toMillis();
        LOG.info("{} files in {} ms: {} files/s", FILES, millis, FILES * 1000L / Math.max(1, millis));

        Map<String, JsonNode> results = program.files("results").stream()
                .filter(file -> file.toString().endsWith(".result.json"))
                .collect(Collectors.toMap(file -> file.getFileName().toString(), RunningProgram::json));
        assertThat(results.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, FILES)
                        .mapToObj(n -> name(n) + ".result.json")
                        .toList());
        results.forEach((name, result) -> {
            assertThat(name).startsWith(result.path("appointmentId").asText());
            assertThat(result.path("outcome").asText()).isEqualTo("done");
            assertThat(result.path("registry").asText()).isEqualTo("removed");
        });
        assertThat(puts()).hasSize(FILES).doesNotHaveDuplicates();
        assertThat(count("archive", ".json")).isEqualTo(FILES);
        await().atMost(Duration.ofSeconds(10)).until(() -> count("results", ".progress.json") == 0);
        assertThat(program.files("inbox")).isEmpty();
        assertThat(program.files("claimed")).isEmpty();
        assertThat(program.log()).doesNotContain("OutOfMemoryError");
        try (Requester operator = program.requester()) {
            assertThat(operator.lyingOn("bars.dead")).isEmpty();
        }
    }

    private List<String> puts() {
        return farSide.simulator().calls("PUT", "Appointment").stream()
                .map(RecordedCall::path)
                .toList();
    }

    private long count(String folder, String ending) {
        return program.files(folder).stream()
                .filter(file -> file.toString().endsWith(ending))
                .count();
    }

    private static String name(int n) {
        return Clinic.id(n) + ".json";
    }
}
