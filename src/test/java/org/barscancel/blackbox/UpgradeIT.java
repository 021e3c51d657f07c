package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The present program on the {@code bars.home} of an earlier version, stopped as an operator stops it. Each version keeps one in
 * {@code src/test/resources/homes}; {@code -Dbars.keep-home=<version>} makes that of the present one, when it is released.
 */
class UpgradeIT {
    private static final Path HOMES = Path.of("src", "test", "resources", "homes");
    private static final String KEPT = ".tar.gz";
    private static final int FORBIDDEN = 403;

    private static final int DONE = 1;
    private static final int PARKED = 2;
    private static final int WAITING = 3;
    private static final int LAST_WAITING = 5;
    private static final int CLAIMED_NEXT = 6;

    @TempDir
    Path folder;

    private SimulatorHost farSide;
    private RunningProgram program;

    @BeforeEach
    void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(10_000), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(DONE, CLAIMED_NEXT));
    }

    @AfterEach
    void finish() throws Exception {
        if (program != null) {
            program.finish();
        }
        farSide.close();
    }

    static List<String> versions() throws IOException {
        try (Stream<Path> homes = Files.list(HOMES)) {
            return homes.map(home -> home.getFileName().toString())
                    .filter(name -> name.endsWith(KEPT))
                    .map(name -> name.substring(0, name.length() - KEPT.length()))
                    .sorted()
                    .toList();
        }
    }

    /** What had ended is known, what stopped can run again, what waited is done, once, and what was held is held until let go. */
    @ParameterizedTest
    @MethodSource("versions")
    void workOfThatVersionGoesOn(String version) throws Exception {
        run("tar", "-xzf", HOMES.resolve(version + KEPT).toAbsolutePath().toString());
        Path home = folder.resolve("home");
        JsonNode done = RunningProgram.json(home.resolve("results/done.json.result.json"));
        JsonNode parked = RunningProgram.json(home.resolve("results/parked.json.result.json"));
        // The longer that home is kept, the later its requests are, for bookings that are made for this test.
        program = RunningProgram.start(
                "upgrade-" + version,
                home,
                RunningProgram.settings(farSide.baseUrl(), "--bars.changed-appointments=allow"));

        assertThat(cancellation(done)).isEqualTo(done);
        assertThat(cancellation(parked)).isEqualTo(parked);
        program.drop("repeated.json", Clinic.request(DONE, "kept-1"));
        assertThat(program.result("repeated.json.result.json").path("cancellationId"))
                .isEqualTo(done.path("cancellationId"));
        assertThat(program.caller().get("/far-sides").json().path("items"))
                .as("the provider is held, as before")
                .anySatisfy(item -> assertThat(item.path("name").asText() + " "
                                + item.path("reason").asText())
                        .isEqualTo("provider person"));
        assertThat(writes()).isEmpty();

        post("/far-sides/provider/resume");
        assertThat(program.caller()
                        .replay(parked.path("cancellationId").asText())
                        .status())
                .isEqualTo(202);
        JsonNode waited = program.result("waiting.json.result.json");
        JsonNode next = program.result("next.json.result.json");

        assertThat(RunningProgram.each(waited, "registry")).containsExactly("removed", "removed", "removed");
        assertThat(next.path("registry").asText()).isEqualTo("removed");
        JsonNode again = program.caller()
                .result("/cancellations/" + parked.path("cancellationId").asText());
        assertThat(again.path("outcome").asText()).isEqualTo("done");
        assertThat(writes().stream().filter(call -> call.method().equals("PUT")))
                .extracting(RecordedCall::path)
                .containsExactlyInAnyOrder(Stream.of(PARKED, WAITING, WAITING + 1, LAST_WAITING, CLAIMED_NEXT)
                        .map(n -> "Appointment/" + Clinic.id(n))
                        .toArray(String[]::new));
        assertThat(UnpackedJar.printed("audit", "verify", home.resolve("audit").toString()))
                .as("the chain of the audit trail goes on")
                .contains(": whole, records 1 to");
    }

    /** Makes the home of this version. */
    @Test
    void keepsTheHomeOfThisVersion() throws Exception {
        String version = System.getProperty("bars.keep-home", "");
        assumeThat(version).as("-Dbars.keep-home=<version>").isNotBlank();
        Path home = folder.resolve("home");
        program = RunningProgram.start("kept-home", home, RunningProgram.settings(farSide.baseUrl()));
        program.drop("done.json", Clinic.request(DONE, "kept-1"));
        assertThat(program.result("done.json.result.json").path("outcome").asText())
                .isEqualTo("done");
        farSide.simulator()
                .behave((call, server) -> call.method().equals("GET")
                        ? new SimulatedAnswer(FORBIDDEN, null, Map.of(), new byte[0])
                        : server.answer());
        program.drop("parked.json", Clinic.request(PARKED, "kept-2"));
        assertThat(program.result("parked.json.result.json").path("outcome").asText())
                .isEqualTo("parked");
        post("/far-sides/provider/pause");
        program.drop("waiting.json", Clinic.requests(WAITING, LAST_WAITING));
        program.file("archive", name -> name.endsWith("waiting.json"));
        program.stop();
        Files.writeString(home.resolve("inbox").resolve("next.json"), Clinic.request(CLAIMED_NEXT));

        run("tar", "-czf", HOMES.resolve(version + KEPT).toAbsolutePath().toString(), "home");
        program = null;
    }

    private JsonNode cancellation(JsonNode result) throws Exception {
        return program.caller()
                .get("/cancellations/" + result.path("cancellationId").asText())
                .json();
    }

    private void post(String path) throws Exception {
        assertThat(program.caller().call("POST", path).status()).isEqualTo(200);
    }

    private List<RecordedCall> writes() {
        return farSide.simulator().calls().stream()
                .filter(call -> !call.method().equals("GET"))
                .toList();
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
