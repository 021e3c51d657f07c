package org.barscancel.command;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.barscancel.simulator.DemoData;
import org.barscancel.simulator.SimulatorHost;

/**
 * A start whose classes the JVM archives when it ends: in a folder that is removed, on free ports, against the simulator, and
 * with one cancellation, so that what a cancellation needs is in the archive too.
 */
final class ClassArchive {
    private static final String RECORDS = "-XX:ArchiveClassesAtExit=";
    private static final int OK = 200;

    private final Program program;

    ClassArchive(Program program) {
        this.program = program;
    }

    /**
     * Starts, cancels, ends.
     *
     * @param rehearse whether nothing is archived
     */
    int record(boolean rehearse, PrintStream out, PrintStream error) {
        if (!rehearse && !isRecorded()) {
            error.println(
                    "The archive is made by bin/bars-cancel cds, of the unpacked program: a JVM archives no class of a"
                            + " jar within a jar.");
            return 2;
        }
        Quiet.libraries();
        try {
            Path home = Files.createTempDirectory("bars-cancel-cds");
            try {
                int status = cancelled(home);
                out.println(
                        status == OK ? "Started, cancelled one, ended." : "A cancellation was answered with " + status);
                return status == OK ? 0 : 1;
            } finally {
                delete(home);
            }
        } catch (IOException failed) {
            error.println("No archive was made: " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static boolean isRecorded() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith(RECORDS));
    }

    private int cancelled(Path home) throws IOException, InterruptedException {
        try (SimulatorHost farSide = SimulatorHost.start()) {
            farSide.simulator().seed(DemoData.resources(Clock.systemUTC()));
            try (Program.Running running = program.start(settings(home, farSide.baseUrl()))) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + running.port() + "/cancellations"))
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=30")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"appointmentId\": \"demo-0009\", \"nhsNumber\": \"9990000093\"}"))
                        .build();
                return HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            }
        }
    }

    /** Files of settings are left out: what is installed here may run meanwhile, on its ports. */
    private static List<String> settings(Path home, String farSide) {
        return List.of(
                "--spring.config.location=classpath:/bars-cancel/",
                "--spring.config.additional-location=",
                "--spring.main.banner-mode=off",
                "--logging.level.root=error",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.tomcat.basedir=" + home.resolve("tomcat"),
                "--bars.home=" + home,
                "--bars.file-rights=warn",
                "--bars.broker.listen=",
                "--bars.provider.url=" + farSide,
                "--bars.organisation.ods-code=" + DemoData.CUSTODIAN,
                "--bars.organisation.name=Class archive",
                "--bars.software.id=https://example.org/Id/device-identifier|BARS-CANCEL-CDS",
                "--bars.software.name=BaRS Cancel",
                "--bars.software.version=cds",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
