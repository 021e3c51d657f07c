package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.BarsCancelApplication;
import org.barscancel.access.ApiKeys;
import org.barscancel.blackbox.ChangedRoutes;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What else the whole program refuses to start with, and what it says then; how such a process ends, {@code StartIT} shows. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {
    private static final String SOMEWHERE = "--bars.provider.url=http://127.0.0.1:9/fhir";

    @TempDir
    Path home;

    @TempDir
    Path routes;

    @Test
    void isRefusedWithAnUnknownSettingWhichIsNamed(CapturedOutput said) {
        refused(SOMEWHERE, "--bars.provder.url=http://127.0.0.1:9/misspelt");

        assertThat(said).contains("bars.provder.url");
    }

    @Test
    void isRefusedWithAPortThatIsTakenWhoseFeedIsNamed(CapturedOutput said) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusedFor(
                    "--bars.hl7.feeds.pas-1.port=" + taken.getLocalPort(),
                    "--bars.hl7.feeds.pas-1.appointment-id=SCH-1");

            assertThat(said)
                    .contains("The port of bars.hl7.feeds.pas-1, 127.0.0.1:" + taken.getLocalPort())
                    .contains("Address already in use");
        }
    }

    @Test
    void isRefusedWithDoorsThatAreOpenToOtherMachinesAndNamesWhatEachLacks(CapturedOutput said) {
        refusedFor(
                "--server.address=0.0.0.0",
                "--bars.hl7.feeds.pas-1.port=2575",
                "--bars.hl7.feeds.pas-1.host=0.0.0.0",
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1");

        assertThat(said)
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
    void isRefusedWithACredentialThatContradictsItself(CapturedOutput said) {
        refusedFor(
                "--bars.access.api-keys.pas-1.hash=" + ApiKeys.hash("a key"),
                "--bars.access.api-keys.pas-1.roles=submit,operate",
                "--bars.access.api-keys.pas-1.requester=pas-1");

        assertThat(said).contains("bars.access.api-keys.pas-1 has a requester and the role operate");
    }

    @Test
    void isRefusedWithFaultsTheSimulatorDoesNotKnow(CapturedOutput said) throws Exception {
        Path faults = Files.writeString(routes.resolve("faults.json"), "{\"then\": {\"dorp\": true}}");

        refused("--spring.profiles.active=demo", "--bars.simulator.faults=" + faults);

        assertThat(said).contains("bars.simulator.faults", "'then.dorp' is not known");
    }

    @Test
    void isRefusedWithARouteThatSendsToNowhere(CapturedOutput said) throws Exception {
        ChangedRoutes.in(routes, "61-conclude.camel.yaml", "direct:tell", "direct:nowhere");

        refused(SOMEWHERE, "--bars.routes=" + routes);

        assertThat(said).contains("route conclude sends to direct:nowhere");
    }

    @Test
    void isRefusedWithARouteThatOthersMayChange(CapturedOutput said) throws Exception {
        ChangedRoutes.in(routes, "20-accept.camel.yaml", "id: admit", "id: admit-in-our-own-way");
        Path route = routes.resolve("20-accept.camel.yaml").toRealPath();
        Files.setPosixFilePermissions(route, PosixFilePermissions.fromString("rw-rw-rw-"));

        refused(SOMEWHERE, "--bars.routes=" + routes, "--bars.file-rights=enforce");

        assertThat(said)
                .contains(route + " may be changed by others (0666)", "chmod go-w " + route, "--bars.file-rights=warn");
        assertThat(home.resolve("broker")).doesNotExist();
    }

    private void refusedFor(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                SOMEWHERE,
                "--bars.organisation.ods-code=A1001",
                "--bars.organisation.name=Refused Hospital",
                "--bars.software.id=https://example.org/Id/device-identifier|REFUSED",
                "--bars.software.name=BaRS Cancel",
                "--bars.software.version=1",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491"));
        all.addAll(List.of(settings));
        refused(all.toArray(String[]::new));
    }

    private void refused(String... settings) {
        WholeProgram.hearLogsAgain();
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--bars.broker.listen=", "--bars.home=" + home));
        all.addAll(List.of(settings));

        assertThatThrownBy(() -> new SpringApplicationBuilder(BarsCancelApplication.class)
                .run(all.toArray(String[]::new))
                .close());
    }
}
