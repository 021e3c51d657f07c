package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a start ends that the program refuses, or that goes well; {@code RefusedStartTest} has what else it refuses. */
class StartIT {
    private static final String NOWHERE = "http://127.0.0.1:9/fhir";

    @TempDir
    Path home;

    @TempDir
    Path routes;

    @Test
    void isRefusedWithoutAProviderUnlessItIsADemonstration() throws Exception {
        RunningProgram.Refusal refusal = RunningProgram.refused("start-no-provider", home, List.of());

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("bars.provider.url", "demo");
        assertThat(home.resolve("inbox"))
                .as("nothing is taken")
                .satisfiesAnyOf(inbox -> assertThat(inbox).doesNotExist(), inbox -> assertThat(inbox)
                        .isEmptyDirectory());
    }

    @Test
    void isRefusedWithARouteWithoutErrorPolicy() throws Exception {
        ChangedRoutes.in(routes, "50-outcome.camel.yaml", "    routeConfigurationId: wait-for-ledger\n", "");

        RunningProgram.Refusal refusal =
                RunningProgram.refused("start-no-policy", home, with("--bars.routes=" + routes));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("route outcome names no routeConfigurationId");
    }

    /** In a container, say, whose operator has closed it to others in another way. */
    @Test
    void succeedsWithReplacedRoutesThatAreFineAndADoorThatIsMeantToBeOpen() throws Exception {
        ChangedRoutes.in(routes, "20-accept.camel.yaml", "id: admit", "id: admit-in-our-own-way");
        try (SimulatorHost farSide = SimulatorHost.start()) {
            farSide.simulator().seed(Clinic.resources(1, 1));
            RunningProgram program = RunningProgram.start(
                    "start-replaced-routes",
                    home,
                    RunningProgram.settings(
                            farSide.baseUrl(),
                            "--bars.routes=" + routes,
                            "--server.address=0.0.0.0",
                            "--bars.access.open=http"));
            try {
                assertThat(program.log()).contains("because bars.access.open says so: server.address is 0.0.0.0");
                program.drop("one.json", Clinic.request(1));

                assertThat(program.result("one.json.result.json")
                                .path("outcome")
                                .asText())
                        .isEqualTo("done");
            } finally {
                program.finish();
            }
        }
    }

    @Test
    void isForetoldByTheDoctorWhichLeavesNothingBehind() throws Exception {
        List<String> command = UnpackedJar.jarCommand(UnpackedJar.BRIEF);
        command.addAll(List.of(
                "doctor",
                "--bars.provider.url=" + NOWHERE,
                "--bars.home=" + home.resolve("data"),
                "--bars.file-rights=warn"));
        Process doctor = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(doctor.waitFor()).as(printed).isOne();
        assertThat(printed)
                .startsWith("pass     settings")
                .contains("fail     provider address", "127.0.0.1:9: nobody listens there");
        assertThat(home).isEmptyDirectory();
    }

    private static List<String> with(String setting) {
        return new ArrayList<>(List.of("--bars.provider.url=" + NOWHERE, setting));
    }
}
