package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The archive that is handed on, unpacked as an operator does it.
 *
 * @param folder where its {@code bin} and {@code lib} lie
 */
public record Unpacked(Path folder) {
    /** What says whether it lives and takes requests, to whoever asks. */
    public static final List<String> PROBES = List.of("/actuator/health/liveness", "/actuator/health/readiness");

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration COMMAND = Duration.ofMinutes(2);

    /** A command that has ended. */
    record Ran(int code, String output) {}

    /** The archive, which lies beside the packaged jar. */
    static Path archive() throws IOException {
        Path target = Path.of(System.getProperty("bars.jar")).toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith("-bin.tar.gz"))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    /** Unpacks it into a folder. */
    static Unpacked into(Path folder) throws Exception {
        Process tar = new ProcessBuilder("tar", "-xzf", archive().toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).as("tar").isZero();
        try (Stream<Path> unpacked = Files.list(folder)) {
            List<Path> top = unpacked.toList();
            assertThat(top).hasSize(1);
            return new Unpacked(top.get(0));
        }
    }

    /** The start script. */
    Path script() {
        return folder.resolve("bin/bars-cancel");
    }

    /** Runs a command by the start script to its end. */
    Ran run(Path where, Map<String, String> environment, String... words) throws Exception {
        return run(where, environment, words(script(), words));
    }

    /** Runs anything to its end, with the variables that the script knows set as said here only. */
    static Ran run(Path where, Map<String, String> environment, List<String> command) throws Exception {
        Path output = Files.createTempFile("bars-ran", ".txt");
        try {
            Process process = builder(where, environment, command)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts something by the start script that goes on. */
    Process begin(Path where, String name, Map<String, String> environment, String... words) throws IOException {
        Path log = Files.createDirectories(Path.of("target", "blackbox")).resolve(name + ".log");
        Process process = builder(where, environment, words(script(), words))
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** Waits until a call is answered with 200. */
    static void awaitAnswer(Process process, String url) {
        await(url).atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(process.isAlive()).as("%s: it runs", url).isTrue();
            try {
                return HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(URI.create(url))
                                                .timeout(Duration.ofSeconds(5))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** Waits until a program takes requests. */
    static void awaitReady(Process process, String address) {
        PROBES.forEach(path -> awaitAnswer(process, address + path));
    }

    private static List<String> words(Path script, String... words) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        return command;
    }

    private static ProcessBuilder builder(Path where, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("BARS_") || key.startsWith("SPRING_") || key.equals("LOADER_PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx512m " + String.join(" ", UnpackedJar.BRIEF));
        builder.environment().putAll(environment);
        return builder;
    }
}
