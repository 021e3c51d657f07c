package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.barscancel.access.ApiKeys;
import org.barscancel.blackbox.Keys;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** Callers whose headers or handshakes come byte by byte, over TLS: each is cut off in its time, and nobody else is. */
class SlowHeadersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SLOW = 30;
    private static final String KEY = "key-of-the-slow";
    private static final String HEADERS = "POST /cancellations HTTP/1.1\r\nHost: localhost\r\n" + ApiKeys.HEADER + ": "
            + KEY + "\r\nContent-Type: application/json\r\n";

    @TempDir
    static Path folder;

    private static WholeProgram program;
    private static Simulator farSide;
    private static SSLContext tls;

    @BeforeAll
    static void start() throws Exception {
        Path keys = Keys.in(folder);
        tls = Keys.context(null, keys);
        program = new WholeProgram(
                Files.createDirectory(folder.resolve("home")),
                "--bars.limits.http-header-timeout=3s",
                "--spring.ssl.bundle.jks.doors.keystore.location=file:" + keys,
                "--spring.ssl.bundle.jks.doors.keystore.password=" + Keys.PASSWORD,
                "--server.ssl.bundle=doors",
                "--bars.access.api-keys.slow.hash=" + ApiKeys.hash(KEY),
                "--bars.access.api-keys.slow.roles=submit,view");
        farSide = program.farSides(5);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void areCutOffWhileOthersAreServed() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket = connect();
                write(socket, HEADERS + "X-Slow: ");
                slow.add(socket);
            }
            assertThat(submit(1, 30).body()).contains("\"outcome\":\"done\"");
            slow.forEach(SlowHeadersTest::trickleUntilClosed);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(submit(1, 30).statusCode()).isIn(200, 202);
    }

    @Test
    void areCutOffInTheMiddleOfTheHandshake() throws Exception {
        byte[] hello = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00};
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(hello);
            trickleUntilClosed(socket);
        }
    }

    @Test
    void whoseBodyOrAnswerTakesLongerOrWhoCallsAgainLaterAreServed() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        farSide.behave((call, server) -> {
            if (call.path().endsWith("appointment-2")) {
                await().atMost(PATIENCE).until(() -> over.getCount() == 0);
            }
            return server.answer();
        });
        CompletableFuture<HttpResponse<String>> answerLater = CompletableFuture.supplyAsync(() -> submit(2, 30));
        String body = "{\"appointmentId\":\"appointment-3\"}";
        try (Socket slowBody = connect();
                Socket again = connect();
                Socket slow = connect()) {
            write(again, HEADERS.replace("POST", "GET") + "\r\n");
            assertThat(statusLine(again)).contains(" 200 ");
            write(slowBody, HEADERS + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 5));
            // Begun last and cut off: so the time of the others would be over, too.
            write(slow, HEADERS + "X-Slow: ");
            trickleUntilClosed(slow);

            write(slowBody, body.substring(5));
            assertThat(statusLine(slowBody)).contains(" 202 ");
            write(again, HEADERS + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
            assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 202 ");
        } finally {
            over.countDown();
        }
        assertThat(answerLater.get().body()).contains("\"outcome\":\"done\"");
    }

    /** A byte now and then, so that no time between two of them ever runs out. */
    private static void trickleUntilClosed(Socket socket) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                socket.setSoTimeout(1);
                socket.getOutputStream().write('x');
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException open) {
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    private static Socket connect() throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port());
        socket.startHandshake();
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static HttpResponse<String> submit(int appointment, int seconds) {
        try {
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + "/cancellations"))
                                    .timeout(PATIENCE)
                                    .header(ApiKeys.HEADER, KEY)
                                    .header("Content-Type", "application/json")
                                    .header("Prefer", "wait=" + seconds)
                                    .POST(BodyPublishers.ofString(
                                            "{\"appointmentId\":\"" + WholeProgram.id(appointment) + "\"}"))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int port() {
        return program.bean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }
}
