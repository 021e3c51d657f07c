package org.barscancel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
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
import org.barscancel.blackbox.FreePort;

/**
 * The packaged program as a user runs it: its own broker with a journal on disk, its ledger, its audit trail. It is driven through
 * its public doors only.
 */
final class PackagedProgram implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration A_MOMENT = Duration.ofMillis(3);
    private static final Duration PATIENCE = Duration.ofMinutes(90);
    private static final int STOP_SECONDS = 60;
    private static final int FULL = 503;
    private static final int TOO_MANY = 429;
    private static final int CALLS = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final Process process;
    private final int port;
    private final double startSeconds;

    /**
     * Starts it and waits until it is ready.
     *
     * @param start the start of its command line
     * @param inFlight most calls in flight, to both far sides together
     * @param more settings beside those that all have
     */
    PackagedProgram(Path home, String farSides, List<String> start, int inFlight, String... more)
            throws IOException, InterruptedException {
        this.home = Files.createDirectories(home);
        port = FreePort.any();
        // Two of the five calls go to the provider, three to the registry.
        int provider = Math.max(1, Math.round(inFlight * 2f / CALLS));
        int registry = inFlight - provider;
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(
                "--server.port=" + port,
                "--bars.home=" + home.toAbsolutePath(),
                "--bars.file-rights=warn",
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
        command.addAll(List.of(more));
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
        return metric("jvm.memory.used?tag=area:heap") / 1e6;
    }

    /** Heap that is in use after a full collection, in megabytes. */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(Child.JAVA).resolveSibling("jcmd").toString(), Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return heapMegabytes();
    }

    /** How many cancellations have ended since it began. */
    double ended() throws IOException, InterruptedException {
        return metric("bars.cancellations");
    }

    private double metric(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/actuator/metrics/" + name);
        return answer.statusCode() == 200
                ? Json.MAPPER.readTree(answer.body()).at("/measurements/0/value").asDouble()
                : 0;
    }

    /** Waits until the ledger knows all that was accepted. */
    void awaitLedger() throws IOException, InterruptedException {
        await("in the ledger", () -> metric("bars.queue.messages?tag=queue:events") == 0);
    }

    /** Waits until so many have ended since it began. */
    void awaitEnded(double many) throws IOException, InterruptedException {
        await("ended", () -> ended() >= many);
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
        HttpResponse<String> answer = taken(request);
        JsonNode result = Json.MAPPER.readTree(answer.body());
        // Not everybody who asks is given a place to wait.
        while ("pending".equals(result.path("registry").asText())) {
            Thread.sleep(A_MOMENT.toMillis());
            String address = "/cancellations/" + result.path("cancellationId").asText();
            result = Json.MAPPER.readTree(taken(request(address).GET().build()).body());
        }
        long took = System.nanoTime() - began;
        if (!"removed".equals(result.path("registry").asText())) {
            throw new IOException("HTTP " + answer.statusCode() + " " + result);
        }
        return took;
    }

    /** A door that is full, or hears too much of one address, asks for the call again; its time counts. */
    private HttpResponse<String> taken(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == FULL || answer.statusCode() == TOO_MANY) {
            Thread.sleep(A_MOMENT.toMillis());
            answer = client.send(request, BodyHandlers.ofString());
        }
        return answer;
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

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits while it lives; the condition may be about others, too. */
    void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Not " + what + "; see " + home.resolve("program.log"));
            }
            Thread.sleep(POLL.toMillis());
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
