package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed in the middle of a file of a thousand requests. */
class KilledProgramIT {
    @TempDir
    Path home;

    private SimulatorHost farSide;
    private RunningProgram program;

    @BeforeEach
    void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(1, Thousand.REQUESTS));
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
    void losesNothingWhenKilledTwice() throws Exception {
        program = RunningProgram.start("killed", home, RunningProgram.settings(farSide.baseUrl()));
        Kills kills = new Kills(program, 333, 667);
        farSide.simulator().behave(kills);

        program.drop("thousand.json", Clinic.requests(1, Thousand.REQUESTS));
        assertThat(kills.first.await(120, TimeUnit.SECONDS)).isTrue();
        program.start();
        assertThat(kills.second.await(120, TimeUnit.SECONDS)).isTrue();
        program.start();
        JsonNode results = program.result("thousand.json.result.json");

        Thousand.assertOneResultEach(results, Set.of("done", "already-done"), Set.of("removed", "already-absent"));
        Thousand.assertAllCancelled(farSide.simulator());
        Map<String, List<RecordedCall>> puts = farSide.simulator().calls("PUT", "Appointment").stream()
                .collect(Collectors.groupingBy(RecordedCall::path));
        assertThat(puts).hasSize(Thousand.REQUESTS);
        assertThat(puts.values()).anyMatch(repeats -> repeats.size() > 1).allSatisfy(repeats -> {
            assertThat(repeats)
                    .extracting(RecordedCall::bodyText)
                    .containsOnly(repeats.get(0).bodyText());
            assertThat(repeats)
                    .extracting(put -> put.header("X-Request-Id").orElseThrow())
                    .containsOnly(repeats.get(0).header("X-Request-Id").orElseThrow());
        });
        assertThat(puts.get("Appointment/" + kills.brokenOff)).hasSizeGreaterThan(1);
        try (Requester operator = program.requester()) {
            assertThat(operator.lyingOn("bars.parked")).isEmpty();
            assertThat(operator.lyingOn("bars.rejected")).isEmpty();
        }
        assertThat(auditVerified()).contains("whole, records 1 to ").doesNotContain("BROKEN");
    }

    /** Three starts, two kills: one chain. */
    private String auditVerified() throws IOException {
        List<String> verify = UnpackedJar.command(UnpackedJar.BRIEF);
        verify.addAll(List.of(
                "audit",
                "verify",
                home.resolve("audit").toString(),
                "--heads",
                Files.writeString(home.resolve("heads.log"), program.log()).toString()));
        Process command = new ProcessBuilder(verify).redirectErrorStream(true).start();
        return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Kills the program in the middle of two PUTs: the first one is applied and its answer lost, the second one is never
     * applied. Now and then a PUT is lost on its way too, so that it must be repeated.
     */
    private static final class Kills implements Behaviour {
        private static final int LOST_EVERY = 50;

        final CountDownLatch first = new CountDownLatch(1);
        final CountDownLatch second = new CountDownLatch(1);
        volatile String brokenOff = "";

        private final RunningProgram program;
        private final int firstAt;
        private final int secondAt;
        private final AtomicInteger puts = new AtomicInteger();
        private final Set<String> lost = ConcurrentHashMap.newKeySet();

        Kills(RunningProgram program, int firstAt, int secondAt) {
            this.program = program;
            this.firstAt = firstAt;
            this.secondAt = secondAt;
        }

        @Override
        public SimulatedAnswer answer(RecordedCall call, Server server) throws ServletException, IOException {
            if (!"PUT".equals(call.method())) {
                return server.answer();
            }
            int number = puts.incrementAndGet();
            if (number == firstAt) {
                SimulatedAnswer applied = server.answer();
                program.kill();
                first.countDown();
                return applied;
            }
            if (number == secondAt) {
                brokenOff = call.path().substring("Appointment/".length());
                program.kill();
                second.countDown();
                throw new IOException("The program is gone");
            }
            if (number % LOST_EVERY == 0 && lost.add(call.path())) {
                throw new IOException("Lost on its way");
            }
            return server.answer();
        }
    }
}
