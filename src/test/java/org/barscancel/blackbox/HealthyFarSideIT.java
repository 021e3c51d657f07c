package org.barscancel.blackbox;

import java.nio.file.Path;
import java.time.Clock;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** All that takes no more than one program, with a provider and a registry that work. */
class HealthyFarSideIT {
    @TempDir
    static Path home;

    private static SimulatorHost farSide;
    private static RunningProgram program;

    @BeforeAll
    static void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
        program = RunningProgram.start("healthy", home, RunningProgram.settings(farSide.baseUrl()));
    }

    @AfterAll
    static void finish() throws Exception {
        try {
            program.finish();
        } finally {
            farSide.close();
        }
    }

    static RunningProgram program() {
        return program;
    }

    /** The far side, with nothing but so many booked appointments, and nothing recorded. */
    static SimulatorHost farSideWith(int appointments) {
        farSide.simulator().reset();
        farSide.simulator().seed(Clinic.resources(1, appointments));
        return farSide;
    }

    @Nested
    class AThousandRequests extends ThousandRequestsContract {}

    @Nested
    class AnswersToFiles extends FileAnswersContract {}

    @Nested
    class AnswersToMessages extends QueueAnswersContract {}

    @Nested
    class AnswersToCalls extends HttpAnswersContract {}

    @Nested
    class CallsThatAreNotTaken extends BadCallsContract {}

    @Nested
    class BadFilesInTheInbox extends BadFilesContract {}
}
