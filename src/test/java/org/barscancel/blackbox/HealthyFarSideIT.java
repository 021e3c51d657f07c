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
        program = RunningProgram.start(
                "healthy",
                home,
                RunningProgram.settings(
                        farSide.baseUrl(),
                        "--bars.hl7.feeds.pas-7.appointment-id=SCH-1",
                        "--bars.provider.credentials.api-key.value=" + Secrets.text("Marillenknoedel-key"),
                        "--bars.ledger.username=ledger",
                        "--bars.ledger.password=" + Secrets.text("Kaiserschmarrn-password")));
    }

    @AfterAll
    static void finish() throws Exception {
        try {
            program.assertShowsNothing(true);
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
    class CancellationsThatRunAgain extends ReplaysContract {}

    @Nested
    class FormatsByHttp extends FormatsContract {}

    @Nested
    class CallsThatAreNotTaken extends BadCallsContract {}

    @Nested
    class BadFilesInTheInbox extends BadFilesContract {}
}
