package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.simulator.DemoData;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * {@code examples/bundle} as another team has it: Maven builds and runs it by its own POM, with the plain jar from a repository
 * and what that jar's POM brings.
 */
class BundleExampleIT {
    private static final Path JAR = Path.of(System.getProperty("bars.jar")).toAbsolutePath();
    private static final Path REPOSITORY = Path.of(System.getProperty("bars.repository"));
    private static final Path MAVEN = Path.of(System.getProperty("bars.maven-home"), "bin", "mvn");
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SimulatorHost farSide = SimulatorHost.start();
    private Process maven;

    @TempDir
    Path work;

    @AfterEach
    void stop() {
        if (maven != null) {
            maven.descendants().forEach(ProcessHandle::destroy);
            maven.destroy();
        }
        farSide.close();
    }

    @Test
    void theExampleIsBuiltByItsOwnPomAndCancelsByItsOwnRoutes() throws Exception {
        farSide.simulator().seed(DemoData.resources(Clock.systemUTC()));
        int port = FreePort.any();
        int console = FreePort.any();
        Path log = Files.createDirectories(Path.of("target", "blackbox")).resolve("example-bundle.log");
        maven = started(port, console, log);
        String asked = "http://127.0.0.1:" + port + "/appointments/demo-0001/cancellation";
        await().atMost(PATIENCE).until(() -> answers(asked));

        HttpResponse<String> accepted = call(HttpRequest.newBuilder(URI.create(asked))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"nhsNumber\": \"" + DemoData.nhsNumber(1) + "\"}")));

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        call(HttpRequest.newBuilder(URI.create(asked))).body().equals("{\"ended\":\"done\"}"));
        assertThat(farSide.simulator().appointment("demo-0001").orElseThrow().status())
                .isEqualTo("cancelled");
        // The bundle's own interface, where the example has put it, knows whose request it was.
        assertThat(call(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + console + "/cancellations?requester=clinic")))
                        .body())
                .contains("demo-0001");
    }

    private Process started(int port, int console, Path log) throws IOException {
        Path example = work.resolve("bundle");
        FileSystemUtils.copyRecursively(Path.of("examples", "bundle"), example);
        FileSystemUtils.deleteRecursively(example.resolve("target"));
        List<String> command = new ArrayList<>(
                List.of(MAVEN.toString(), "-B", "-o", "-Dmaven.repo.local=" + repository(), "spring-boot:run"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(example.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "MAVEN_OPTS", String.join(" ", UnpackedJar.BRIEF),
                        "SERVER_PORT", String.valueOf(port),
                        "BARS_PROGRAM_SERVER_PORT", String.valueOf(console),
                        "BARS_PROVIDER_URL", farSide.baseUrl(),
                        "BARS_HOME", work.resolve("data").toString(),
                        "BARS_FILE_RIGHTS", "warn"));
        return builder.start();
    }

    /** The one that this build uses, with this build's jar and POM in it as an installation would put them; it is linked, not changed. */
    private Path repository() throws IOException {
        // Not below the folder of the test, which would be told of each link as it is removed.
        Path linked = Path.of("target", "example-repository").toAbsolutePath();
        FileSystemUtils.deleteRecursively(linked);
        Files.createDirectories(linked);
        link(REPOSITORY, linked, "org");
        link(REPOSITORY.resolve("org"), Files.createDirectories(linked.resolve("org")), "barscancel");
        Path artifact = Files.createDirectories(
                linked.resolve("org/barscancel/bars-cancel").resolve(VERSION));
        Files.copy(
                JAR.resolveSibling(JAR.getFileName() + ".original"),
                artifact.resolve("bars-cancel-" + VERSION + ".jar"));
        Files.copy(Path.of("pom.xml"), artifact.resolve("bars-cancel-" + VERSION + ".pom"));
        return linked;
    }

    private static void link(Path from, Path to, String butNot) throws IOException {
        try (Stream<Path> all = Files.list(from)) {
            for (Path one : all.filter(path -> !path.endsWith(butNot)).toList()) {
                Files.createSymbolicLink(to.resolve(one.getFileName()), one);
            }
        }
    }

    private boolean answers(String url) {
        assertThat(maven.isAlive()).as("see target/blackbox/example-bundle.log").isTrue();
        try {
            return call(HttpRequest.newBuilder(URI.create(url))).statusCode() == 404;
        } catch (IOException | InterruptedException notYet) {
            return false;
        }
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
