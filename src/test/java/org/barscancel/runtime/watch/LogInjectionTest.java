package org.barscancel.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.blackbox.Overheard;
import org.barscancel.runtime.HostileServer;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.SimulatedAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.jms.core.JmsTemplate;

/**
 * Line ends, terminal sequences and other control characters in everything that comes in by any door or from any far side:
 * at TRACE, no line of the log and no record of the audit trail begins or ends by them.
 */
class LogInjectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STRAY = HostileServer.STRAY;
    private static final String ESCAPED = escaped();
    private static final String SYSTEM = "https://fhir.nhs.uk/Id/dos-service-id";

    /** What no record may hold: its own end is a line feed, and tabulators do no harm. */
    private static final Pattern FORGING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    @TempDir
    static Path folder;

    private static Path home;
    private static Path log;
    private static WholeProgram program;
    private static HostileServer tokens;
    private static int mllp;
    private static boolean ended;

    @BeforeAll
    static void start() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        log = folder.resolve("program.log");
        tokens = new HostileServer("127.0.0.1", "http://127.0.0.3:1");
        mllp = FreePort.any();
        List<String> settings = new ArrayList<>(List.of(
                "--logging.file.name=" + log,
                "--bars.retry.give-up-after=1s",
                "--bars.hl7.feeds.pas-1.port=" + mllp,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.default-feed=pas-1",
                "--bars.providers.stray.url=http://127.0.0.1:1/fhir",
                "--bars.providers.stray.services=" + SYSTEM + "|1",
                "--bars.providers.stray.credentials.token.url=" + tokens.url() + "/token/stray-error",
                "--bars.providers.stray.credentials.token.client-id=client-of-this-program",
                "--bars.providers.stray.credentials.token.client-secret=secret-of-this-program"));
        Overheard.everythingLogged().forEach((level, trace) -> settings.add("--" + level + "=" + trace));
        program = new WholeProgram(home, settings.toArray(String[]::new));
        program.farSides(2)
                .behave((call, server) -> call.path().endsWith("appointment-1")
                        ? new SimulatedAnswer(
                                422,
                                "application/fhir+json",
                                Map.of("X-Stray", List.of("a\u001B[2J\u0085b")),
                                ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\""
                                                + ESCAPED
                                                + "\",\"diagnostics\":\"" + ESCAPED + "\",\"details\":{\"text\":\""
                                                + ESCAPED
                                                + "\",\"coding\":[{\"code\":\"" + ESCAPED + "\"}]}}]}")
                                        .getBytes(StandardCharsets.UTF_8))
                        : server.answer());
    }

    @AfterAll
    static void stop() throws IOException {
        if (!ended) {
            program.close();
        }
        tokens.close();
    }

    @Test
    void nothingThatComesInEndsALineOfTheLogOrARecord() throws Exception {
        byFile();
        byHttp();
        byMllp();
        byQueue();
        byFarSides();
        // What is told within the second is on disk when the program has ended.
        ended = true;
        program.close();

        String written = Files.readString(log);
        assertThat(written.lines()).hasSizeGreaterThan(100);
        assertThat(written.lines()
                        .filter(line ->
                                line.startsWith("2020-") || line.stripLeading().startsWith("forged")))
                .as("lines that others wrote")
                .isEmpty();
        assertThat(FORGING.matcher(written).results().map(found -> around(written, found.start())))
                .isEmpty();
        assertAuditIsWhole();
    }

    private static void byFile() throws Exception {
        List<String> names = new ArrayList<>(List.of("a\r\n2020-01-01 ERROR forged\u001B[2J", "forged\nforged"));
        if (Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u2028')) {
            names.add("a\u2028forged\u0085forged");
        }
        List<String> contents = List.of(
                "{\"appointmentId\":\"appointment-0\",\"reason\":{\"text\":\"" + ESCAPED + "\"}}",
                "{\"appointmentId\":\"" + ESCAPED + "\"}",
                "{\"" + ESCAPED + "\":1}",
                "{\"appointmentId\":\"appointment-0\",\"requestId\":\"" + ESCAPED + "\"}",
                "[" + STRAY);
        for (String name : names) {
            for (int i = 0; i < contents.size(); i++) {
                program.drop(name + "/" + name + i + ".json", contents.get(i));
            }
            program.drop(name + "/" + name + ".csv", "appointmentId," + STRAY + "\nappointment-0,1\n");
            program.drop(name + "/" + name + "-2.csv", "appointmentId,reasonText\nappointment-0,\"" + STRAY + "\"\n");
            program.drop(name + "/" + name + ".hl7", hl7());
            program.drop(name + "/" + name + ".xml", "<!DOCTYPE x [" + STRAY + "]><Bundle/>");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(left("inbox") + left("claimed")).isZero());
    }

    private static void byHttp() throws Exception {
        for (String body : List.of(
                "{\"appointmentId\":\"" + ESCAPED + "\",\"requestId\":\"" + ESCAPED + "\"}",
                "[" + STRAY,
                "{\"" + ESCAPED)) {
            post("/cancellations", "application/json", body);
            post("/$process-message", "application/fhir+json", body);
        }
        post("/$process-message", "application/fhir+xml", "<!DOCTYPE x [" + STRAY + "]><Bundle/>");
        post("/cancellations?feed=pas-1", "application/hl7-v2", hl7());
        post("/cancellations", "text/csv", "appointmentId," + STRAY + "\n1,2\n");
        post("/replays", "application/json", "{\"" + ESCAPED + "\":\"" + ESCAPED + "\"}");
        post("/replays", "application/json", "{\"requester\":\"" + ESCAPED + "\"}");
        String encoded = URLEncoder.encode(STRAY, StandardCharsets.UTF_8);
        for (String path : List.of(
                "/" + encoded,
                "/cancellations/" + encoded,
                "/cancellations?requester=" + encoded,
                "/cancellations?" + encoded + "=1",
                "/cancellations?feed=" + encoded,
                "/cancellations?requester=a\u001B[2J\u2028b",
                "/batches/" + encoded,
                "/actuator/metrics/" + encoded)) {
            raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        }
        raw("GET\u001B[2J /cancellations HTTP/1.1\r\nHost: localhost\r\n");
        raw("GET /cancellations HTTP/1.1\r\nHost: a\u001B[2J\u2028\r\n");
        for (String header : List.of(
                "Idempotency-Key",
                "X-Request-Id",
                "X-Correlation-Id",
                "X-API-Key",
                "Authorization",
                "Origin",
                "Accept",
                "Content-Type",
                "Content-Encoding",
                "Prefer",
                "User-Agent",
                "Cookie",
                "X-Forwarded-For")) {
            raw("POST /cancellations HTTP/1.1\r\nHost: localhost\r\n" + header
                    + ": a\u001B[2Jforged\u0085\u2028\u0000\r\n");
            raw("POST /$process-message HTTP/1.1\r\nHost: localhost\r\n" + header
                    + ": a\r 2020-01-01 forged\t\u009B\r\n");
        }
    }

    private static void byMllp() throws IOException {
        try (MllpClient pas = new MllpClient(mllp)) {
            assertThat(pas.send(hl7())).contains("MSA|");
            assertThat(pas.send("MSH|^~\\&|" + STRAY + "\rSCH|1\r")).contains("MSA|");
            assertThat(pas.send(STRAY)).isNotEmpty();
        }
    }

    private static void byQueue() throws IOException {
        JsonNode result = program.ask("{\"appointmentId\":\"" + ESCAPED + "\"}", STRAY);
        assertThat(result.path("outcome").asText()).isEqualTo("rejected");
        JmsTemplate template = new JmsTemplate(program.bean(ConnectionFactory.class));
        template.setReceiveTimeout(PATIENCE.toMillis());
        template.send("bars.cancellations", session -> {
            TextMessage message = session.createTextMessage("[" + STRAY);
            message.setStringProperty("requester", STRAY);
            message.setStringProperty("contentType", STRAY);
            message.setStringProperty("feed", STRAY);
            message.setJMSCorrelationID(STRAY);
            message.setJMSType(STRAY);
            message.setJMSReplyTo(session.createQueue("answers"));
            return message;
        });
        assertThat(template.receive("answers")).isNotNull();
    }

    private static void byFarSides() throws IOException {
        JsonNode refused = program.ask("{\"appointmentId\":\"appointment-1\"}", "pas-1");
        assertThat(refused.path("outcome").asText()).as(refused.toString()).isIn("rejected", "parked");
        JsonNode noToken = program.ask(
                "{\"appointmentId\":\"appointment-0\",\"targetService\":{\"system\":\"" + SYSTEM
                        + "\",\"value\":\"1\"}}",
                "pas-1");
        assertThat(noToken.at("/problem/code").asText()).isEqualTo("unauthorised");
        for (JsonNode told : List.of(refused, noToken)) {
            assertThat(FORGING.matcher(told.at("/problem/message").asText()).find())
                    .isFalse();
        }
    }

    private static void assertAuditIsWhole() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(home.resolve("audit"))) {
            files = all.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
        List<String> actions = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            assertThat(FORGING.matcher(text).results().map(found -> around(text, found.start())))
                    .isEmpty();
            for (String line : text.split("\n")) {
                actions.add(JSON.readTree(line).path("action").asText());
            }
        }
        assertThat(actions)
                .contains("started", "submitted", "searched", "stopped")
                .doesNotContain("", "forged");
    }

    private static String hl7() {
        return "MSH|^~\\&|a\u001B[2J|b\u2028forged|c\u0000|d\u0085|20261122115900||SIU^S15^SIU_S12|C\u001B[2J\u2028-1|P|2.4\r"
                + "SCH|appointment\u001B[2J\u2028-0|A-2\n2020-01-01T00:00:00.000Z ERROR forged\r";
    }

    private static void post(String path, String type, String body) throws Exception {
        assertThat(program.post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type)
                        .statusCode())
                .isBetween(200, 599);
    }

    /** As no client library would send it; whatever is answered. */
    private static void raw(String head) throws IOException {
        int port = program.bean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream()
                    .write((head + "Content-Length: 2\r\nConnection: close\r\n\r\n{}")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    private static long left(String below) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(below))) {
            return files.filter(Files::isRegularFile).count();
        } catch (java.io.UncheckedIOException movedMeanwhile) {
            return 1;
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100));
    }

    private static String escaped() {
        StringBuilder json = new StringBuilder();
        STRAY.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
        return json.toString();
    }
}
