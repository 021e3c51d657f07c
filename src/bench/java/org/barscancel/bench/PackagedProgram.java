package org.barscancel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a user runs it: its own broker with a journal on disk, its ledger, its audit trail. It is driven through
 * its public doors only.
 */
final class PackagedProgram implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration A_MOMENT = Duration.ofMillis(3);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STOP_SECONDS = 60;
    private static final int FULL = 503;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final Process process;
    private final int port;
    private final double startSeconds;

    /**
     * Starts it and waits until it is ready.
     *
     * @param jvm options of its Java
     * @param provider most calls in flight to the provider
     * @param registry most calls in flight to the registry
     */
    PackagedProgram(Path home, String farSides, List<String> jvm, int provider, int registry)
            throws IOException, InterruptedException {
        this.home = Files.createDirectories(home);
        port = freePort();
        List<String> command = new ArrayList<>(List.of(Child.JAVA));
        command.addAll(jvm);
        command.addAll(List.of(
                "-jar",
                Path.of(System.getProperty("bars.jar")).toAbsolutePath().toString(),
                "--server.port=" + port,
                "--bars.home=" + home.toAbsolutePath(),
                "--bars.file-rights=warn",
                "--bars.broker.listen=",
                "--bars.provider.url=" + farSides,
                "--bars.organisation.ods-code=A1001",
                "--bars.organisation.name=Bench Hospital",
                "--bars.software.id=https://example.org/Id/device-identifier|BENCH",
                "--bars.software.name=BaRS Cancel",
                "--bars.software.version=1",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491",
                "--bars.file.min-age=100ms",
                "--bars.file.poll-interval=50ms",
                "--bars.concurrency.provider=" + provider,
                "--bars.concurrency.registry=" + registry));
        long began = System.nanoTime();
        process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("program.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("ready", () -> status("/actuator/health/readiness") == 200);
        startSeconds = (System.nanoTime() - began) / 1e9;
    }

    /** From the start of its JVM until it said that it is ready. */
    double startSeconds() {
        return startSeconds;
    }

    ProcessFigures figures() throws IOException {
        return ProcessFigures.of(process.pid());
    }

    /** Heap that is in use, in megabytes. */
    double heapMegabytes() throws IOException, InterruptedException {
        return Json.MAPPER
                        .readTree(get("/actuator/metrics/jvm.memory.used?tag=area:heap").body())
                        .at("/measurements/0/value")
                        .asDouble()
                / 1e6;
    }

    /** Has both legs stop, or go on. */
    void steer(String action) throws IOException, InterruptedException {
        for (String leg : List.of("provider", "registry")) {
            HttpResponse<String> answer = client.send(
                    request("/far-sides/" + leg + "/" + action)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(action + ": HTTP " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** Hands in a list of bookings as CSV and waits until all of it is accepted. */
    void accept(String name, List<Booking> bookings) throws IOException, InterruptedException {
        Path part = home.resolve("inbox").resolve(name + ".csv.part");
        Files.createDirectories(part.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
            out.write("appointmentId,nhsNumber\n");
            for (Booking booking : bookings) {
                out.write(booking.appointmentId() + "," + booking.nhsNumber() + "\n");
            }
        }
        Files.move(part, home.resolve("inbox").resolve(name + ".csv"));
        await("accepted", () -> archived(name));
    }

    private boolean archived(String name) throws IOException {
        Path archive = home.resolve("archive");
        if (!Files.exists(archive)) {
            return false;
        }
        try (var files = Files.walk(archive, 2)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith("-" + name + ".csv"));
        }
    }

    /** Waits until every row of the list has ended, by its result file. */
    void awaitEnd(String name) throws IOException, InterruptedException {
        await("ended", () -> Files.exists(home.resolve("results").resolve(name + ".csv.result.csv")));
    }

    /** Cancels one by HTTP and waits for its end; answers the nanoseconds it took. */
    long cancel(Booking booking) throws IOException, InterruptedException {
        String body = "{\"appointmentId\":\"" + booking.appointmentId() + "\",\"nhsNumber\":\"" + booking.nhsNumber() + "\"}";
        long began = System.nanoTime();
        HttpRequest request = request("/cancellations")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=20")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        // A door that is full asks for the call again; its time counts.
        while (answer.statusCode() == FULL) {
            Thread.sleep(A_MOMENT.toMillis());
            answer = client.send(request, BodyHandlers.ofString());
        }
        JsonNode result = Json.MAPPER.readTree(answer.body());
        // Not everybody who asks is given a place to wait.
        while ("pending".equals(result.path("registry").asText())) {
            Thread.sleep(A_MOMENT.toMillis());
            result = Json.MAPPER.readTree(
                    get("/cancellations/" + result.path("cancellationId").asText())
                            .body());
        }
        long took = System.nanoTime() - began;
        if (!"removed".equals(result.path("registry").asText())) {
            throw new IOException("HTTP " + answer.statusCode() + " " + result);
        }
        return took;
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Not " + what + "; see " + home.resolve("program.log"));
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Ends it as an operator would, so that a recording that was asked for is written. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
