package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * The packaged program, unpacked, as a process of its own, on free ports, with everything it writes below a home of the test's. Logs
 * at TRACE, and every management endpoint is exposed, so that what must never be told would show.
 */
final class RunningProgram {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOG_LEVEL = "--logging.level.root=";
    private static final int OPEN_ENDPOINTS = 3;
    private static final String BROKER_URL = "--bars.broker.url=";
    private static final Path LOGS = Path.of("target", "blackbox");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final String name;
    private final Path home;
    private final List<String> settings;
    private final List<Path> logs = new ArrayList<>();
    private volatile Process process;
    private int port;
    private int brokerPort;

    /** How a start that was refused ended. */
    record Refusal(int exitCode, String output) {}

    private RunningProgram(String name, Path home, List<String> settings) {
        this.name = name;
        this.home = home;
        this.settings = List.copyOf(settings);
    }

    /** Starts the program and waits until it is ready. */
    static RunningProgram start(String name, Path home, List<String> settings) {
        RunningProgram program = new RunningProgram(name, home, settings);
        program.start();
        return program;
    }

    /** Starts the program with settings that it is to refuse, and waits until it has ended. */
    static Refusal refused(String name, Path home, List<String> settings) throws Exception {
        RunningProgram program = new RunningProgram(name, home, settings);
        program.launch();
        try {
            assertThat(program.process.waitFor(START.toSeconds(), TimeUnit.SECONDS))
                    .as("the program ends by itself")
                    .isTrue();
        } finally {
            program.kill();
        }
        return new Refusal(program.process.exitValue(), Files.readString(program.logs.get(0)));
    }

    /** Makes ready to start the program later. */
    static RunningProgram notStarted(String name, Path home, List<String> settings) {
        return new RunningProgram(name, home, settings);
    }

    /** Settings for a provider and registry that insist on every BaRS header. */
    static List<String> settings(String farSide, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--bars.provider.url=" + farSide,
                "--bars.organisation.ods-code=" + Clinic.CUSTODIAN,
                "--bars.organisation.name=Blackbox Hospital",
                "--bars.software.id=https://example.org/Id/device-identifier|BLACKBOX",
                "--bars.software.name=BaRS Cancel",
                "--bars.software.version=1",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491",
                "--bars.file.min-age=1s",
                "--bars.file.poll-interval=100ms"));
        settings.addAll(List.of(more));
        return settings;
    }

    /** Starts it, again if it was ended before, on the same home. */
    void start() {
        launch();
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(100)).until(this::isReady);
        } catch (RuntimeException late) {
            kill();
            throw late;
        }
    }

    /** Starts it, again if it was ended before, and kills it before or after it is ready. */
    void startAndKillAfter(Duration moment) {
        launch();
        try {
            process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private void launch() {
        port = FreePort.any();
        brokerPort = FreePort.any();
        try {
            Files.createDirectories(LOGS);
            Path log = LOGS.resolve(name + "-" + (logs.size() + 1) + ".log");
            logs.add(log);
            List<String> jvm = new ArrayList<>(UnpackedJar.BRIEF);
            jvm.add("-Xmx512m");
            // Of two, the later one counts.
            jvm.addAll(settings.stream().filter(RunningProgram::isOfJvm).toList());
            List<String> command = UnpackedJar.command(jvm);
            command.addAll(List.of(
                    "--server.port=" + port,
                    "--bars.home=" + home.toAbsolutePath(),
                    "--bars.broker.listen=tcp://127.0.0.1:" + brokerPort));
            Overheard.everythingLogged().forEach((level, trace) -> {
                String setting = "--" + level + "=";
                if (settings.stream().noneMatch(one -> one.startsWith(setting) || one.startsWith(LOG_LEVEL))) {
                    command.add(setting + trace);
                }
            });
            command.add("--management.endpoints.web.exposure.include=*");
            command.addAll(
                    settings.stream().filter(setting -> !isOfJvm(setting)).toList());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Files.createDirectories(home).toFile())
                    .redirectErrorStream(true);
            builder.environment().keySet().removeIf(key -> key.startsWith("BARS_") || key.startsWith("SPRING_"));
            // By way of another process: what limits or fills the program's files must not silence it.
            ProcessBuilder writer = new ProcessBuilder("cat").redirectOutput(log.toFile());
            process = ProcessBuilder.startPipeline(List.of(builder, writer)).get(0);
            Process started = process;
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isOfJvm(String setting) {
        return setting.startsWith("-X") || setting.startsWith("-D");
    }

    private boolean isReady() throws InterruptedException {
        assertThat(process.isAlive()).as("%s runs", name).isTrue();
        try {
            return actuator("health/readiness").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> actuator(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Whether it calls a far side: {@code closed}, {@code probing} or {@code paused}. */
    String circuit(String farSide) throws IOException, InterruptedException {
        return JSON.readTree(actuator("health").body())
                .at("/components/farSides/components/" + farSide + "/details/state")
                .asText();
    }

    /** Ends it as a failing machine would: SIGKILL, nothing is tidied up. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Ends it as an operator would. */
    void stop() {
        process.destroy();
        ended();
    }

    private void ended() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " does not stop");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What it has logged since its last start. */
    String log() {
        try {
            return Files.readString(logs.get(logs.size() - 1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The most memory that it has had, as the system counts. */
    String peakResident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .orElse("VmHWM: unknown")
                    .substring("VmHWM:".length())
                    .strip();
        }
    }

    /**
     * Lets no write to any file succeed, as on a disk that is full or broken, or all of them again; the log goes on, it is
     * written by somebody else. Works for every user of Linux.
     */
    void letWrite(boolean allowed) throws Exception {
        Process limit = new ProcessBuilder(
                        "prlimit",
                        "--pid",
                        Long.toString(process.pid()),
                        "--fsize=" + (allowed ? "unlimited" : "0") + ":")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).as("prlimit").isZero();
    }

    /** Looks for what must hold after every run: no message broke the program, and no log tells of a patient. */
    void finish() throws Exception {
        try {
            try (Requester operator = requester()) {
                assertThat(operator.lyingOn("bars.dead")).as("bars.dead").isEmpty();
            }
            assertShowsNothing(false);
            stop();
        } finally {
            kill();
        }
        Secrets.assertNoneIn(logs);
    }

    /**
     * Looks at what it shows to those who operate it (R23): headers on its queues and names of its files, and with all of it
     * the management endpoints and the error pages.
     */
    void assertShowsNothing(boolean all) throws Exception {
        AtomicLong searched = new AtomicLong();
        List<String> told = new ArrayList<>();
        Exposed exposed = new Exposed((place, text) -> {
            searched.addAndGet(text.length());
            if (Secrets.tells(text)) {
                told.add(place + ": " + text);
            }
        });
        try (ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort)) {
            exposed.headers(broker);
        }
        exposed.fileNames(home);
        if (all) {
            URI address = URI.create("http://127.0.0.1:" + port);
            assertThat(exposed.management(address)).as("open endpoints").isEqualTo(OPEN_ENDPOINTS);
            exposed.errorPages(address, Clinic.nhsNumber(1));
            exposed.errorPages(address, Clinic.MARKER);
        }
        assertThat(told).as("%,d characters shown by %s", searched.get(), name).isEmpty();
        assertThat(searched).hasPositiveValue();
    }

    /** A client of the embedded broker. */
    Requester requester() throws Exception {
        return Requester.of(settings.stream()
                .filter(setting -> setting.startsWith(BROKER_URL))
                .findFirst()
                .map(setting -> setting.substring(BROKER_URL.length()))
                .orElse("tcp://127.0.0.1:" + brokerPort));
    }

    /** Where its HTTP door is. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client of the HTTP door. */
    Caller caller() {
        return new Caller(address());
    }

    Path home() {
        return home;
    }

    /** Puts a complete file into the inbox, as a careful sender does. */
    void drop(String path, byte[] content) throws IOException {
        Path place = home.resolve("inbox").resolve(path);
        Files.createDirectories(place.getParent());
        Path part = place.resolveSibling(place.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    void drop(String path, String content) throws IOException {
        drop(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The result file of that name below {@code results}, once it is there. */
    JsonNode result(String path) {
        Path file = home.resolve("results").resolve(path);
        await("result " + path)
                .atMost(ANSWER)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Files.exists(file));
        return json(file);
    }

    /** The one file below a folder of the home whose name satisfies this, once it is there. */
    Path file(String folder, Function<String, Boolean> name) {
        return await("a file in " + folder)
                .atMost(ANSWER)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> files(folder).stream()
                                .filter(file -> name.apply(file.getFileName().toString()))
                                .toList(),
                        found -> found.size() == 1)
                .get(0);
    }

    /** Every file below a folder of the home. */
    List<Path> files(String folder) {
        Path root = home.resolve(folder);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path)).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (UncheckedIOException movedMeanwhile) {
            return List.of();
        }
    }

    /** That field of each result, and not of what lies deeper in it. */
    static List<String> each(JsonNode results, String field) {
        List<String> values = new ArrayList<>();
        results.forEach(result -> values.add(result.path(field).asText()));
        return values;
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
