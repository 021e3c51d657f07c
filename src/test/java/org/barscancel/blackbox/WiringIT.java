package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every recipe of {@code docs/wiring-a-pas.md}: its configuration and its commands, read from the page. */
class WiringIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path FIXTURES = Path.of("src", "test", "resources", "scenario-fixtures");
    private static final String START = "java -jar bars-cancel.jar";
    private static final Pattern PRODUCER =
            Pattern.compile("artemis producer.* --url (\\S+) --destination queue://(\\S+) .*--message '([^']*)'\n?");

    @TempDir
    Path folder;

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private SimulatorHost farSide;
    private Process program;
    private Path log;
    private int port;

    @BeforeEach
    void prepare() throws Exception {
        farSide = SimulatorHost.start();
        farSide.simulator().seed(Files.readString(FIXTURES.resolve("appointment.json")));
        farSide.simulator().seed(Files.readString(FIXTURES.resolve("pointer.json")));
        port = FreePort.any();
        addresses.put("https://provider.example/FHIR/R4", farSide.baseUrl());
        addresses.put("8080", Integer.toString(port));
        addresses.put("2575", Integer.toString(FreePort.any()));
        addresses.put("/mnt/pas", folder.resolve("mnt").toString());
        log = Files.createDirectories(Path.of("target", "blackbox")).resolve("wiring-" + port + ".log");
    }

    @AfterEach
    void stop() {
        if (program != null) {
            program.destroyForcibly();
        }
        farSide.close();
    }

    @Test
    void mllpFeed() throws Exception {
        follow(Recipe.of("MLLP feed", addresses), START);
    }

    @Test
    void nightlyCsv() throws Exception {
        follow(Recipe.of("Nightly CSV", addresses), START);
    }

    @Test
    void folderOnAShare() throws Exception {
        follow(Recipe.of("Folder on a share", addresses), START);
    }

    @Test
    void artemisQueue() throws Exception {
        Recipe asItStands = Recipe.of("Artemis queue", addresses);
        try (OutsideBroker broker = OutsideBroker.with(folder.resolve("broker"), asItStands.the("xml"))) {
            addresses.put("61616", Integer.toString(broker.port()));
            follow(Recipe.of("Artemis queue", addresses), START);
        }
    }

    @Test
    void amqpQueue() throws Exception {
        try (OutsideBroker broker = OutsideBroker.start(folder.resolve("broker"))) {
            addresses.put("5672", Integer.toString(broker.port()));
            follow(Recipe.of("AMQP 1.0 queue", addresses), START);
        }
    }

    @Test
    void http() throws Exception {
        follow(Recipe.of("HTTP", addresses), START);
    }

    /**
     * There is no queue manager: seen is that its client is loaded, set up, and calls the right one. The client is under
     * IBM's licence, so it is fetched only when asked: {@code -Dbars.test.ibm-mq}.
     */
    @Test
    @EnabledIfSystemProperty(named = "bars.test.ibm-mq", matches = ".*")
    void ibmMq() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        try (var jars = Files.list(Path.of("target", "ibm-mq"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        try (ServerSocket queueManager = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            addresses.put("1414", Integer.toString(queueManager.getLocalPort()));
            Recipe recipe = Recipe.of("IBM MQ", addresses);
            CompletableFuture<String> called = CompletableFuture.supplyAsync(() -> firstWords(queueManager));

            launch(recipe, recipe.the("sh").strip());

            assertThat(called.get(2, TimeUnit.MINUTES)).startsWith("TSH").contains("BARS.SVRCONN");
            assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(Files.readString(log))
                .contains("APPLICATION FAILED TO START", "The broker does not allow a connection: ", "JMSWMQ");
        assertThat(program.exitValue()).isNotZero();
    }

    private static String firstWords(ServerSocket server) {
        try (Socket client = server.accept()) {
            return new String(client.getInputStream().readNBytes(200), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void follow(Recipe recipe, String start) throws Exception {
        launch(recipe, start);
        await("ready").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(this::isReady);
        List<Recipe.Block> blocks = recipe.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Recipe.Block block = blocks.get(i);
            boolean shown =
                    i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
            if (block.language().equals("sh")) {
                carryOut(block.text(), shown ? blocks.get(i + 1).text().lines().toList() : List.of());
            }
        }
        assertThat(farSide.simulator().pointers()).isEmpty();
    }

    /** Again until it shows what the page says; what comes first must be said once only. */
    private void carryOut(String command, List<String> shown) throws Exception {
        Matcher producer = PRODUCER.matcher(command);
        if (producer.matches()) {
            send(producer.group(1), producer.group(2), producer.group(3));
            return;
        }
        await(command).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            String output = run(command);
            return shown.stream().allMatch(output::contains);
        });
    }

    private String run(String command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process bash = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).as(command).isTrue();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    /** What Artemis's command would send; the broker's own tools are not here. */
    private static void send(String url, String queue, String text) throws Exception {
        ConnectionFactory client =
                url.startsWith("amqp") ? new JmsConnectionFactory(url) : new ActiveMQConnectionFactory(url);
        try (Connection connection = client.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
        }
    }

    private void launch(Recipe recipe, String start) throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("config")).resolve("application.yaml"), recipe.the("yaml"));
        List<String> words = List.of(start.split(" "));
        int jar = words.indexOf("-jar");
        List<String> options = new ArrayList<>(words.subList(1, jar));
        options.addAll(UnpackedJar.BRIEF);
        // A folder of jars is added by the jar itself.
        List<String> command =
                start.contains("-Dloader.path") ? UnpackedJar.jarCommand(options) : UnpackedJar.command(options);
        command.addAll(words.subList(jar + 2, words.size()));
        command.add("--server.port=" + port);
        command.add("--bars.broker.listen=");
        program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private boolean isReady() throws InterruptedException {
        assertThat(program.isAlive()).as("runs; see %s", log).isTrue();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
