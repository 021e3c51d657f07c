package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One HL7 v2 feed is flooded, from many addresses: by connections that send half a message, that send without reading, that
 * send what is no MLLP, and that send messages as fast as they are acknowledged. Another feed and HTTP are answered.
 */
class FloodTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ADDRESSES = 8;
    private static final int SLOW_OF_EACH = 30;
    private static final int SENDERS = 6;
    private static final int MOST_CONNECTIONS = 100;
    private static final int OTHERS = 20;

    @TempDir
    Path home;

    private int flooded;
    private int other;
    private final List<Socket> open = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Thread> senders = new ArrayList<>();
    private WholeProgram program;
    private Simulator farSide;

    @BeforeEach
    void start() throws IOException {
        flooded = FreePort.any();
        other = FreePort.any();
        program = new WholeProgram(
                home,
                "--bars.hl7.max-connections=" + MOST_CONNECTIONS,
                "--bars.hl7.feeds.pas-1.port=" + flooded,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-2.port=" + other,
                "--bars.hl7.feeds.pas-2.appointment-id=SCH-1");
        farSide = program.farSides(OTHERS + 1);
    }

    @AfterEach
    void stop() throws Exception {
        endFlood();
        program.close();
    }

    @Test
    void onOneFeedLeavesAnotherAndHttpAlone() throws Exception {
        for (int i = 0; i < SENDERS; i++) {
            flood("127.0.0." + (100 + i));
        }
        await("the flood has begun").atMost(PATIENCE).until(() -> acknowledged.get() >= SENDERS);
        for (int i = 0; i < ADDRESSES; i++) {
            for (int j = 0; j < SLOW_OF_EACH; j++) {
                slow("127.0.0." + (2 + i), j);
            }
        }
        await("all places that the flood can have are taken")
                .atMost(PATIENCE)
                .until(() -> open.stream().filter(FloodTest::isClosed).count()
                        >= ADDRESSES * SLOW_OF_EACH + SENDERS - MOST_CONNECTIONS);
        int before = acknowledged.get();

        try (MllpClient pas = new MllpClient(other)) {
            for (int i = 0; i < OTHERS; i++) {
                assertThat(pas.send(MllpClient.cancellation("O-" + i, WholeProgram.id(i))))
                        .contains("MSA|AA|O-" + i);
            }
        }
        JsonNode called =
                JSON.readTree(program.call("cancellations", "{\"appointmentId\":\"" + WholeProgram.id(OTHERS) + "\"}")
                        .body());
        assertThat(program.actuator("health").statusCode()).isEqualTo(200);
        await("the flood goes on").atMost(PATIENCE).until(() -> acknowledged.get() > before);
        endFlood();

        await("what the others asked for is done").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        farSide.calls("PUT", "Appointment"))
                .extracting(RecordedCall::path)
                .doesNotHaveDuplicates()
                .hasSize(OTHERS + 1));
        String id = called.path("cancellationId").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        JSON.readTree(program.call("cancellations/" + id, null).body())
                                .path("outcome")
                                .asText())
                .isEqualTo("done"));
        assertThat(program.waiting("dead")).isZero();
    }

    /** For appointments that nobody has, one after the other. */
    private void flood(String from) {
        Thread thread = new Thread(
                () -> {
                    try (Socket socket = connect(from);
                            MllpClient pas = new MllpClient(socket)) {
                        while (!over.get()) {
                            String id = "F-" + sent.incrementAndGet();
                            assertThat(pas.send(MllpClient.cancellation(id, "nobody-knows-" + id)))
                                    .contains("MSA|AA|" + id);
                            acknowledged.incrementAndGet();
                        }
                    } catch (IOException ended) {
                        // Then the others go on.
                    }
                },
                "flood");
        thread.setDaemon(true);
        senders.add(thread);
        thread.start();
    }

    /** Half a message, messages whose acknowledgements are not read, or what is none; some are closed at once. */
    private void slow(String from, int kind) throws IOException {
        byte[] whole = MllpClient.frame(MllpClient.cancellation("S-" + from + "-" + kind, "nobody-knows"));
        Socket socket = connect(from);
        open.add(socket);
        try {
            switch (kind % 3) {
                case 0 -> socket.getOutputStream().write(whole, 0, whole.length / 2);
                case 1 -> socket.getOutputStream().write(whole);
                default -> socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closedAtOnce) {
            // It was one too many.
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private Socket connect(String from) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), flooded, InetAddress.getByName(from), 0);
    }

    private void endFlood() throws Exception {
        over.set(true);
        for (Thread sender : senders) {
            sender.join(PATIENCE.toMillis());
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
