package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.barscancel.credentials.SigningKeys;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example of the archive, started by the start script in its own folder; only the addresses differ from what stands there. */
class ExamplesIT {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "scenario-fixtures");
    private static final String APPOINTMENT = "aca94bdb-2e38-4399-9ece-2ba083ce65b5";
    private static final String REQUEST = "{\"appointmentId\": \"" + APPOINTMENT + "\", \"nhsNumber\": \"9990000018\"}";
    private static final int TERMINATED = 143;

    @TempDir
    static Path opt;

    private static Unpacked unpacked;

    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    @TempDir
    Path work;

    @BeforeAll
    static void unpack() throws Exception {
        unpacked = Unpacked.into(opt);
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    /** By the script alone: a simulator, the program, and what is replayed. */
    @Test
    void exampleFileShare() throws Exception {
        int port = FreePort.any();
        String simulator = "http://127.0.0.1:" + port + "/simulator";
        Process farSide = begun("example-simulator", Map.of(), "simulate", "--port=" + port);
        Unpacked.awaitAnswer(farSide, simulator + "/appointments");
        Path share = Files.createDirectories(work.resolve("share"));
        addresses.put("/mnt/pas", share.toString());
        addresses.put("min-age: 10s", "min-age: 1s");
        String address = started("file-share", simulator + "/fhir", Map.of());
        Path inbox = Files.createDirectories(share.resolve("inbox/pas-1"));

        Files.writeString(
                inbox.resolve("one.json"), "{\"appointmentId\": \"demo-0009\", \"nhsNumber\": \"9990000093\"}");

        Path result = share.resolve("results/pas-1/one.json.result.json");
        await().until(() -> Files.exists(result));
        assertThat(Files.readString(result)).contains("\"done\"", "\"removed\"");
        Unpacked.Ran replayed = unpacked.run(work, Map.of(), "replay", "--url", address, "--all");
        assertThat(replayed.output()).contains("\"replayed\":0");
        assertThat(replayed.code()).isZero();
        Process program = processes.get(1);
        program.destroy();
        assertThat(program.waitFor(1, TimeUnit.MINUTES))
                .as("the script hands the signal on")
                .isTrue();
        assertThat(program.exitValue()).isEqualTo(TERMINATED);
    }

    @Test
    void exampleMllpFeed() throws Exception {
        try (SimulatorHost farSide = farSide()) {
            int port = FreePort.any();
            addresses.put("port: 2575", "port: " + port);
            started("mllp-feed", farSide.baseUrl(), Map.of());

            try (MllpClient pas = new MllpClient(port)) {
                assertThat(pas.send(MllpClient.cancellation("msg-1", APPOINTMENT) + "PID|||9990000018^^^NHS^NH\r"))
                        .contains("MSA|AA|msg-1");
            }

            await().until(() -> farSide.simulator().pointers().isEmpty());
        }
    }

    @Test
    void exampleSignedJwt() throws Exception {
        try (SimulatorHost farSide = farSide()) {
            Path key = work.resolve("bars-1.pem");
            farSide.simulator().tokens().register("the-api-key", SigningKeys.made("bars-1", key));
            addresses.put("https://provider.example/oauth2/token", farSide.controlUrl() + "/token");
            addresses.put("/etc/bars-cancel/bars-1.pem", key.toString());

            assertCancels(started("signed-jwt", farSide.baseUrl(), Map.of("BARS_API_KEY", "the-api-key")), farSide);
        }
    }

    @Test
    void exampleTwoInstances() throws Exception {
        try (SimulatorHost farSide = farSide();
                OutsideBroker broker = OutsideBroker.start(work.resolve("broker"));
                EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
            make(database);
            addresses.put("tcp://broker.example:61616", broker.core());
            addresses.put(
                    "jdbc:postgresql://database.example/bars",
                    "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/bars");
            Map<String, String> secrets = Map.of(
                    "BROKER_PASSWORD",
                    OutsideBroker.PASSWORD,
                    "DATABASE_PASSWORD",
                    "of-bars",
                    "HASH_KEY",
                    "one-key-for-all-of-them");
            String one = begin("two-instances", "one", farSide.baseUrl(), secrets);
            String other = begin("two-instances", "other", farSide.baseUrl(), secrets);
            Unpacked.awaitReady(processes.get(0), one);
            Unpacked.awaitReady(processes.get(1), other);

            Caller.Answer answer = assertCancels(one, farSide);

            assertThat(new Caller(URI.create(other))
                            .get("/cancellations/"
                                    + answer.json().path("cancellationId").asText())
                            .json()
                            .path("outcome")
                            .asText())
                    .as("the other one knows of it")
                    .isEqualTo("done");
        }
    }

    private static void make(EmbeddedPostgres database) throws Exception {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE bars LOGIN PASSWORD 'of-bars'");
            statement.execute("CREATE DATABASE bars OWNER bars");
        }
    }

    private static Caller.Answer assertCancels(String address, SimulatorHost farSide) throws Exception {
        Caller.Answer answer = new Caller(URI.create(address)).post(REQUEST, "Prefer", "wait=60");
        assertThat(answer.json().path("outcome").asText()).as(answer.body()).isEqualTo("done");
        await().until(() -> farSide.simulator().pointers().isEmpty());
        return answer;
    }

    private static SimulatorHost farSide() throws IOException {
        SimulatorHost farSide = SimulatorHost.start();
        farSide.simulator().seed(Files.readString(FIXTURES.resolve("appointment.json")));
        farSide.simulator().seed(Files.readString(FIXTURES.resolve("pointer.json")));
        return farSide;
    }

    private String started(String example, String farSide, Map<String, String> environment) throws Exception {
        String address = begin(example, "one", farSide, environment);
        Unpacked.awaitReady(processes.get(processes.size() - 1), address);
        return address;
    }

    /** In the example's own folder, whose settings have the addresses of this test. */
    private String begin(String example, String instance, String farSide, Map<String, String> environment)
            throws Exception {
        Path place = unpacked.folder().resolve("examples").resolve(example);
        Path settings = place.resolve("config/application.yaml");
        String text = Files.readString(settings);
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            text = text.replace(address.getKey(), address.getValue());
        }
        Files.writeString(
                settings,
                text.replace("https://provider.example/FHIR/R4", farSide)
                        .replace("https://registry.example/FHIR/R4", farSide));
        int port = FreePort.any();
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("BARS_HOME", work.resolve(instance).toString());
        processes.add(unpacked.begin(
                place,
                "example-" + example + "-" + instance,
                all,
                "start",
                "--server.port=" + port,
                "--bars.broker.listen="));
        return "http://127.0.0.1:" + port;
    }

    private Process begun(String name, Map<String, String> environment, String... words) throws IOException {
        Process process = unpacked.begin(work, name, environment, words);
        processes.add(process);
        return process;
    }
}
