package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of {@code bars.home}, made as docs/operating.md says, started at another place. */
class BackupIT {
    private static final int OLD = 20;
    private static final int NEW = 30;

    @TempDir
    Path folder;

    private SimulatorHost farSide;
    private Path home;
    private Path copy;
    private RunningProgram program;
    private List<String> settings = List.of();

    @BeforeEach
    void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
        home = folder.resolve("home");
        copy = folder.resolve("elsewhere").resolve("copy");
    }

    @AfterEach
    void finish() throws Exception {
        try {
            program.finish();
        } finally {
            farSide.close();
        }
    }

    @Test
    void workGoesOnFromACopyMadeInTheMiddleOfIt() throws Exception {
        farSide.simulator().seed(Clinic.resources(1, Thousand.REQUESTS));
        CountDownLatch middle = new CountDownLatch(Thousand.REQUESTS / 3);
        farSide.simulator().behave((call, server) -> {
            if ("PUT".equals(call.method())) {
                middle.countDown();
            }
            return server.answer();
        });
        program = started("backup", home);
        program.drop("pas-1/thousand.json", Clinic.requests(1, Thousand.REQUESTS));
        assertThat(middle.await(120, TimeUnit.SECONDS)).isTrue();

        program.stop();
        int before = puts();
        copy(home, copy);
        program = started("backup-restored", copy);
        JsonNode results = program.result("pas-1/thousand.json.result.json");

        assertThat(before).isLessThan(Thousand.REQUESTS);
        Thousand.assertOneResultEach(results, Set.of("done"), Set.of("removed"));
        Thousand.assertAllCancelled(farSide.simulator());
        assertThat(farSide.simulator().calls("PUT", "Appointment"))
                .extracting(RecordedCall::path)
                .doesNotHaveDuplicates()
                .hasSize(Thousand.REQUESTS);
    }

    /** With a key, so that the backup is of use to nobody without it. */
    @Test
    void anOldBackupReadsFirstAndChangesNothing() throws Exception {
        Path key = folder.resolve("at-rest.key");
        assertThat(UnpackedJar.printed("at-rest-key", "2026-11", key.toString()))
                .contains("Keep a copy");
        settings = List.of("--bars.at-rest.keys=" + key);
        farSide.simulator().seed(Clinic.resources(1, NEW));
        AtomicBoolean down = new AtomicBoolean(true);
        farSide.simulator()
                .behave((call, server) ->
                        down.get() ? new SimulatedAnswer(503, null, Map.of(), new byte[0]) : server.answer());
        program = started("yesterday", home);
        program.drop("old.json", Clinic.requests(1, OLD));
        program.file("archive", name -> name.endsWith("old.json"));
        program.stop();
        copy(home, copy);

        down.set(false);
        program.start();
        assertThat(RunningProgram.each(program.result("old.json.result.json"), "outcome"))
                .containsOnly("done");
        program.drop("new.json", Clinic.requests(OLD + 1, NEW));
        assertThat(RunningProgram.each(program.result("new.json.result.json"), "outcome"))
                .containsOnly("done");
        program.finish();
        List<RecordedCall> writes = writes();
        program = started("yesterday-restored", copy);
        JsonNode again = program.result("old.json.result.json");
        program.drop("new.json", Clinic.requests(OLD + 1, NEW));
        JsonNode sentAgain = program.result("new.json.result.json");

        for (JsonNode results : List.of(again, sentAgain)) {
            assertThat(RunningProgram.each(results, "outcome")).containsOnly("already-done");
            assertThat(RunningProgram.each(results, "registry")).containsOnly("already-absent");
        }
        assertThat(writes()).isEqualTo(writes).hasSize(2 * NEW);
        Path original = program.file("archive", name -> name.endsWith("old.json"));
        assertThat(Files.readString(original, StandardCharsets.ISO_8859_1)).doesNotContain("appointmentId");
        assertThat(UnpackedJar.printed("decrypt", key.toString(), original.toString()))
                .isEqualTo(Clinic.requests(1, OLD));
    }

    private RunningProgram started(String name, Path place) {
        return RunningProgram.start(
                name, place, RunningProgram.settings(farSide.baseUrl(), settings.toArray(String[]::new)));
    }

    private int puts() {
        return farSide.simulator().calls("PUT", "Appointment").size();
    }

    private List<RecordedCall> writes() {
        return Stream.concat(
                        farSide.simulator().calls("PUT", "Appointment").stream(),
                        farSide.simulator().calls("DELETE", "DocumentReference").stream())
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(one));
                Files.createDirectories(target.getParent());
                Files.copy(one, target);
            }
        }
    }
}
