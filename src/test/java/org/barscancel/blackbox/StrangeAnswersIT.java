package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that answers a read with anything but the appointment: nothing is written, and a person is told. */
class StrangeAnswersIT {
    private static final String BASE = "/fhir";
    private static final int LARGER_THAN_THE_LIMIT = 2 * 1024 * 1024;
    private static final int DEEP = 100_000;
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(1);
    private static final long DRIBBLE_MILLIS = 100;

    @TempDir
    static Path home;

    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final Queue<String> WRITES = new ConcurrentLinkedQueue<>();
    private static final Map<String, AtomicInteger> READS = new ConcurrentHashMap<>();
    private static HttpServer provider;
    private static ExecutorService threads;
    private static RunningProgram program;

    @BeforeAll
    static void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(threads);
        provider.createContext(BASE, StrangeAnswersIT::answer);
        provider.start();
        program = RunningProgram.start(
                "strange-answers",
                home,
                RunningProgram.settings(
                        "http://127.0.0.1:" + provider.getAddress().getPort() + BASE,
                        "--bars.http.response-timeout=1s",
                        "--bars.retry.give-up-after=3s"));
    }

    @AfterAll
    static void finish() throws Exception {
        OVER.countDown();
        try {
            program.finish();
        } finally {
            provider.stop(0);
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "another-id",
                "another-type",
                "broken-json",
                "html",
                "no-body",
                "not-a-resource",
                "redirect",
                "too-large",
                "endless",
                "deep",
                "gzip-bomb",
                "deflate-bomb",
                "huge-header",
                "many-headers"
            })
    void isParkedAtOnceAsInvalid(String kind) throws Exception {
        JsonNode result = ask(kind);

        assertThat(result.path("outcome").asText()).isEqualTo("parked");
        assertThat(result.path("registry").asText()).isEqualTo("skipped");
        assertThat(result.path("problem").path("code").asText()).isEqualTo("invalid-answer");
        assertThat(result.path("problem").path("nextAction").asText()).isNotBlank();
        assertThat(result.toString()).as("the far side's text is not shown").doesNotContain(Clinic.MARKER);
        assertThat(READS.get(kind)).hasValue(1);
        assertThat(WRITES).doesNotContain(kind);
    }

    @Test
    void isAskedAgainWhenItDribblesAndParkedWhenTimeIsUp() throws Exception {
        Instant before = Instant.now();
        JsonNode result = ask("dribble");

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(RESPONSE_TIMEOUT.multipliedBy(2));
        assertThat(result.path("outcome").asText()).isEqualTo("parked");
        assertThat(result.path("problem").path("code").asText()).isEqualTo("unavailable");
        assertThat(result.path("attempts").path("provider").asInt())
                .isGreaterThan(1)
                .isEqualTo(READS.get("dribble").get());
        assertThat(WRITES).doesNotContain("dribble");
    }

    private static JsonNode ask(String kind) throws IOException {
        program.drop(kind + ".json", "{\"appointmentId\": \"" + kind + "\"}");
        return program.result(kind + ".json.result.json");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String kind = path.substring(path.lastIndexOf('/') + 1);
            if (!"GET".equals(exchange.getRequestMethod())) {
                WRITES.add(kind);
            }
            READS.computeIfAbsent(kind, key -> new AtomicInteger()).incrementAndGet();
            for (String id : List.of("X-Request-Id", "X-Correlation-Id")) {
                exchange.getResponseHeaders()
                        .set(id, exchange.getRequestHeaders().getFirst(id));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            String appointment = "{\"resourceType\": \"Appointment\", \"id\": \"" + kind + "\", \"description\": \""
                    + Clinic.MARKER + " " + Clinic.nhsNumber(1) + " " + Clinic.familyName(1)
                    + "\", \"status\": \"booked\"";
            switch (kind) {
                case "another-id" -> send(exchange, appointment.replace(kind, "somebody-else") + "}");
                case "another-type" -> send(exchange, appointment.replace("Appointment", "Encounter") + "}");
                case "broken-json" -> send(exchange, appointment);
                case "html" -> send(exchange, "<html><body>" + Clinic.MARKER + "</body></html>");
                case "no-body" -> exchange.sendResponseHeaders(200, -1);
                case "not-a-resource" -> send(exchange, "[\"" + Clinic.MARKER + "\"]");
                case "redirect" -> redirect(exchange);
                case "too-large" -> send(exchange, appointment + " ".repeat(LARGER_THAN_THE_LIMIT) + "}");
                case "deep" ->
                    send(exchange, appointment + ", \"extension\": " + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
                case "gzip-bomb" -> bomb(exchange, "gzip", appointment);
                case "deflate-bomb" -> bomb(exchange, "deflate", appointment);
                case "huge-header" -> {
                    exchange.getResponseHeaders().set("X-Huge", Clinic.MARKER.repeat(LARGER_THAN_THE_LIMIT / 10));
                    send(exchange, appointment + "}");
                }
                case "many-headers" -> {
                    for (int i = 0; i < DEEP; i++) {
                        exchange.getResponseHeaders().set("X-" + i, Clinic.MARKER);
                    }
                    send(exchange, appointment + "}");
                }
                case "endless" -> endless(exchange, appointment, 0);
                case "dribble" -> endless(exchange, appointment, DRIBBLE_MILLIS);
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The appointment and a gigabyte of blanks. */
    private static void bomb(HttpExchange exchange, String encoding, String start) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", encoding);
        exchange.sendResponseHeaders(200, 0);
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        OutputStream body = exchange.getResponseBody();
        try (OutputStream packed =
                "gzip".equals(encoding) ? new GZIPOutputStream(body) : new DeflaterOutputStream(body)) {
            packed.write(start.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1 << 10; i++) {
                packed.write(blanks);
            }
        }
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", BASE + "/Appointment/followed");
        exchange.sendResponseHeaders(302, -1);
    }

    /** Ends when the caller has had enough and closes the connection. */
    private static void endless(HttpExchange exchange, String start, long pauseMillis) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] more = " ".repeat(pauseMillis == 0 ? 8192 : 1).getBytes(StandardCharsets.UTF_8);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(start.getBytes(StandardCharsets.UTF_8));
            while (!OVER.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                body.write(more);
                body.flush();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
