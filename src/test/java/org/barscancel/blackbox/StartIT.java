package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.barscancel.access.ApiKeys;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program refuses to start with, and what it says then. */
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
    void isRefusedWithAnUnknownSettingWhichIsNamed() throws Exception {
        RunningProgram.Refusal refusal = RunningProgram.refused(
                "start-unknown-setting", home, with("--bars.provder.url=http://127.0.0.1:9/misspelt"));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("bars.provder.url");
    }

    @Test
    void isRefusedWithAPortThatIsTakenWhoseFeedIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RunningProgram.Refusal refusal = RunningProgram.refused(
                    "start-port-taken",
                    home,
                    RunningProgram.settings(
                            "http://127.0.0.1:9/fhir",
                            "--bars.hl7.feeds.pas-1.port=" + taken.getLocalPort(),
                            "--bars.hl7.feeds.pas-1.appointment-id=SCH-1"));

            assertThat(refusal.exitCode()).isNotZero();
            assertThat(refusal.output())
                    .contains("The port of bars.hl7.feeds.pas-1, 127.0.0.1:" + taken.getLocalPort())
                    .contains("Address already in use");
        }
    }

    @Test
    void isRefusedWithDoorsThatAreOpenToOtherMachinesAndNamesWhatEachLacks() throws Exception {
        RunningProgram.Refusal refusal = RunningProgram.refused(
                "start-open-doors",
                home,
                RunningProgram.settings(
                        NOWHERE,
                        "--server.address=0.0.0.0",
                        "--bars.hl7.feeds.pas-1.port=" + RunningProgram.freePort(),
                        "--bars.hl7.feeds.pas-1.host=0.0.0.0",
                        "--bars.hl7.feeds.pas-1.appointment-id=SCH-1"));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output())
                .contains(
                        "server.ssl.bundle",
                        "bars.access.api-keys",
                        "bars.hl7.feeds.pas-1.ssl-bundle",
                        "bars.hl7.feeds.pas-1.client-certificate",
                        "bars.access.open")
                .doesNotContain("bars.broker.users");
        assertThat(home).as("nothing is written").isEmptyDirectory();
    }

    @Test
    void isRefusedWithACredentialThatContradictsItself() throws Exception {
        RunningProgram.Refusal refusal = RunningProgram.refused(
                "start-credential",
                home,
                RunningProgram.settings(
                        NOWHERE,
                        "--bars.access.api-keys.pas-1.hash=" + ApiKeys.hash("a key"),
                        "--bars.access.api-keys.pas-1.roles=submit,operate",
                        "--bars.access.api-keys.pas-1.requester=pas-1"));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("bars.access.api-keys.pas-1 has a requester and the role operate");
    }

    @Test
    void isRefusedWithFaultsTheSimulatorDoesNotKnow() throws Exception {
        Path faults = Files.writeString(routes.resolve("faults.json"), "{\"then\": {\"dorp\": true}}");

        RunningProgram.Refusal refusal = RunningProgram.refused(
                "start-unknown-fault",
                home,
                List.of("--spring.profiles.active=demo", "--bars.simulator.faults=" + faults));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("bars.simulator.faults", "'then.dorp' is not known");
    }

    @Test
    void isRefusedWithARouteWithoutErrorPolicy() throws Exception {
        change("50-outcome.camel.yaml", "    routeConfigurationId: wait-for-ledger\n", "");

        RunningProgram.Refusal refusal =
                RunningProgram.refused("start-no-policy", home, with("--bars.routes=" + routes));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("route outcome names no routeConfigurationId");
    }

    @Test
    void isRefusedWithARouteThatSendsToNowhere() throws Exception {
        change("61-conclude.camel.yaml", "direct:tell", "direct:nowhere");

        RunningProgram.Refusal refusal = RunningProgram.refused("start-nowhere", home, with("--bars.routes=" + routes));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output()).contains("route conclude sends to direct:nowhere");
    }

    @Test
    void isRefusedWithARouteThatOthersMayChange() throws Exception {
        change("20-accept.camel.yaml", "id: admit", "id: admit-in-our-own-way");
        Path route = routes.resolve("20-accept.camel.yaml").toRealPath();
        Files.setPosixFilePermissions(route, PosixFilePermissions.fromString("rw-rw-rw-"));

        RunningProgram.Refusal refusal =
                RunningProgram.refused("start-open-route", home, with("--bars.routes=" + routes));

        assertThat(refusal.exitCode()).isNotZero();
        assertThat(refusal.output())
                .contains(route + " may be changed by others (0666)", "chmod go-w " + route, "--bars.file-rights=warn");
        assertThat(home.resolve("broker")).doesNotExist();
    }

    /** In a container, say, whose operator has closed it to others in another way. */
    @Test
    void succeedsWithReplacedRoutesThatAreFineAndADoorThatIsMeantToBeOpen() throws Exception {
        change("20-accept.camel.yaml", "id: admit", "id: admit-in-our-own-way");
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
        List<String> command = UnpackedJar.jarCommand(List.of());
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

    /** Copies the project's routes with one change in one of them. */
    private void change(String file, String from, String to) throws IOException {
        try (Stream<Path> originals = Files.list(Path.of("routes"))) {
            for (Path original : originals.toList()) {
                String text = Files.readString(original);
                if (original.endsWith(file)) {
                    assertThat(text).contains(from);
                    text = text.replace(from, to);
                }
                Files.writeString(routes.resolve(original.getFileName()), text);
            }
        }
    }
}
