package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system that sends HL7 v2 sees of the program: by MLLP, as files, and on the request queue. */
class Hl7DoorsTest {
    private static final int APPOINTMENTS = 40;
    private static final int FIRST_OF_PACKET = 20;

    @TempDir
    static Path home;

    private static int port;
    private static WholeProgram program;

    private Simulator farSides;

    @BeforeAll
    static void start() throws IOException {
        port = FreePort.any();
        program = new WholeProgram(
                home,
                "--bars.hl7.feeds.pas-1.port=" + port,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-2.appointment-id=SCH-1",
                "--bars.hl7.max-connections=12",
                "--bars.limits.request-bytes=64KB");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void seed() throws IOException {
        farSides = program.farSides(APPOINTMENTS);
    }

    @Test
    void aMessageIsAcknowledgedAndItsAppointmentCancelled() throws IOException {
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(MllpClient.cancellation("ACK-1", "appointment-1")))
                    .contains("MSA|AA|ACK-1\r")
                    .startsWith("MSH|^~\\&|TIE|BARS|PAS|RXX|");
        }
        awaitCancelled(1);
    }

    @Test
    void theSameMessageAgainHasTheSameAnswerAndNoSecondCancellation() throws IOException {
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(MllpClient.cancellation("AGAIN", "appointment-2")))
                    .contains("MSA|AA|AGAIN");
            awaitCancelled(2);
            assertThat(pas.send(MllpClient.cancellation("AGAIN", "appointment-2")))
                    .contains("MSA|AA|AGAIN");
            assertThat(pas.send(MllpClient.cancellation("AFTER", "appointment-3")))
                    .contains("MSA|AA|AFTER");
        }
        awaitCancelled(3);
        assertThat(calls("PUT", 2)).hasSize(1);
    }

    @Test
    void manyMessagesInOnePacketAreAnsweredInOrder() throws IOException {
        StringBuilder packet = new StringBuilder("garbage\r\n");
        for (int i = FIRST_OF_PACKET; i < APPOINTMENTS; i++) {
            packet.append(new String(
                    MllpClient.frame(MllpClient.cancellation("P-" + i, "appointment-" + i)), StandardCharsets.UTF_8));
        }
        try (MllpClient pas = new MllpClient(port)) {
            pas.write(packet.toString().getBytes(StandardCharsets.UTF_8));
            for (int i = FIRST_OF_PACKET; i < APPOINTMENTS; i++) {
                assertThat(pas.acknowledgement()).contains("MSA|AA|P-" + i + "\r");
            }
        }
        awaitCancelled(APPOINTMENTS - 1);
    }

    @Test
    void whatCannotBeCarriedOutIsRefusedAndKept() throws IOException {
        String sender = "KEPT";
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(from(sender, "NEW", "appointment-10").replace("S15", "S12")))
                    .contains("MSA|AR|NEW|unsupported-event", "\rERR|");
            assertThat(pas.send(from(sender, "", "appointment-10"))).contains("MSA|AR|", "\rERR|");
            assertThat(pas.send(from(sender, "NO-ID", ""))).contains("MSA|AR|NO-ID|invalid-field");
            assertThat(pas.send("nothing")).contains("MSA|AR", "malformed");
            assertThat(pas.send(from(sender, "TWO", "appointment-10") + from(sender, "TWO-2", "appointment-10")))
                    .contains("MSA|AR|TWO|malformed");
            assertThat(pas.send(from(sender, "BIG", "appointment-10") + "NTE|1||" + "x".repeat(70_000)))
                    .contains("MSA|AR|BIG|too-large");
            assertThat(pas.send(MllpClient.cancellation("NEXT", "appointment-5")))
                    .contains("MSA|AA|NEXT");
        }
        awaitCancelled(5);
        await("kept").until(() -> rejected(sender) == 5 && rejected("nothing") == 1);
        assertThat(calls("GET", 10)).isEmpty();
    }

    @Test
    void whatIsRefusedAgainHasTheSameAnswerAndIsTheSameEntry() throws IOException {
        String sender = "REPEATING";
        String refused = from(sender, "REFUSED", "appointment-10").replace("S15", "S12");
        try (MllpClient pas = new MllpClient(port)) {
            String first = pas.send(refused);
            await().until(() -> program.waiting("events") == 0);
            assertThat(pas.send(refused)).contains("MSA|AR|REFUSED|unsupported-event");
            assertThat(first).contains("MSA|AR|REFUSED|unsupported-event");
            assertThat(pas.send(refused.replace("A-2", "A-3"))).contains("MSA|AR|REFUSED");
        }
        await("the same entry, and one of other content").until(() -> rejected(sender) == 2);
    }

    private static String from(String sender, String controlId, String appointment) {
        return MllpClient.cancellation(controlId, appointment).replaceFirst("PAS", sender);
    }

    /** Other tests leave theirs there: what is looked for is told by what stands in it. */
    private static long rejected(String content) {
        return program.texts("rejected").stream()
                .filter(text -> text.contains(content))
                .count();
    }

    @Test
    void aSenderThatNeverEndsItsMessageIsAnsweredAndThenCutOff() throws IOException {
        byte[] packet = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
        long sent = 0;
        try (MllpClient endless = new MllpClient(port)) {
            endless.write(("\u000B" + MllpClient.cancellation("ENDLESS", "appointment-10") + "NTE|1||")
                    .getBytes(StandardCharsets.UTF_8));
            endless.write(packet);
            assertThat(endless.acknowledgement()).contains("MSA|AR|ENDLESS|too-large");
            for (boolean open = true; open && sent < 1L << 30; sent += packet.length) {
                open = writes(endless, packet);
            }
        }
        assertThat(sent).isLessThan(1L << 30);
    }

    private static boolean writes(MllpClient client, byte[] packet) {
        try {
            client.write(packet);
            return true;
        } catch (IOException cutOff) {
            return false;
        }
    }

    @Test
    void aSenderThatWantsNoAnswerGetsNone() throws IOException {
        try (MllpClient pas = new MllpClient(port)) {
            pas.write(MllpClient.frame(
                    MllpClient.cancellation("QUIET", "appointment-6").replace("|P|2.4\r", "|P|2.4|||NE|NE\r")));
            assertThat(pas.send(MllpClient.cancellation("LOUD", "appointment-7")))
                    .contains("MSA|AA|LOUD");
        }
        awaitCancelled(6);
    }

    @Test
    void aFileOfOneMessageIsAnsweredByOneResultAndAFileOfMoreByAList() throws IOException {
        Path one = program.drop("pas-2/one.hl7", MllpClient.cancellation("F-1", "appointment-11"));
        Path more = program.drop(
                "pas-2/more.hl7",
                MllpClient.cancellation("F-2", "appointment-12")
                        + MllpClient.cancellation("F-3", "appointment-13").replace("S15", "S12"));

        await().until(() -> Files.exists(one) && Files.exists(more));
        JsonNode result = new ObjectMapper().readTree(one.toFile());
        assertThat(result.path("requestId").asText()).isEqualTo("F-1");
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(program.results(more))
                .extracting(each -> each.path("outcome").asText())
                .containsExactly("done", "rejected");
    }

    @Test
    void aQueueMessageIsAnsweredAsAnyOther() throws IOException {
        JsonNode result = program.ask(MllpClient.cancellation("Q-1", "appointment-14"), "pas-1");

        assertThat(result.path("requestId").asText()).isEqualTo("Q-1");
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("source").path("requester").asText()).isEqualTo("pas-1");
    }

    /** A message is known by its feed and its control id, whichever way it comes. */
    @Test
    void aMessageThatCameByMllpIsKnownOnTheQueue() throws IOException {
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(MllpClient.cancellation("BOTH", "appointment-15")))
                    .contains("MSA|AA|BOTH");
        }
        awaitCancelled(15);

        JsonNode result = program.ask(MllpClient.cancellation("BOTH", "appointment-15"), "pas-1");

        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(calls("PUT", 15)).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfAMessageCancelsNothing() throws IOException {
        byte[] frame = MllpClient.frame(MllpClient.cancellation("HALF", "appointment-8"));
        try (MllpClient pas = new MllpClient(port)) {
            pas.write(Arrays.copyOf(frame, frame.length - 3));
        }
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(MllpClient.cancellation("OTHER", "appointment-9")))
                    .contains("MSA|AA|OTHER");
        }
        awaitCancelled(9);
        assertThat(calls("GET", 8)).isEmpty();
    }

    @Test
    void aSlowSenderIsUnderstoodAndHoldsNobodyUp() throws IOException {
        try (MllpClient slow = new MllpClient(port);
                MllpClient other = new MllpClient(port)) {
            byte[] frame = MllpClient.frame(MllpClient.cancellation("SLOW", "appointment-4"));
            for (int i = 0; i < frame.length; i++) {
                slow.write(new byte[] {frame[i]});
                if (i == frame.length / 2) {
                    assertThat(other.send(MllpClient.cancellation("FAST", "appointment-5")))
                            .contains("MSA|AA|FAST");
                }
            }
            assertThat(slow.acknowledgement()).contains("MSA|AA|SLOW");
        }
        awaitCancelled(4);
    }

    @Test
    void oneConnectionTooManyIsClosedAndOneLessLetsTheNextIn() throws Exception {
        List<MllpClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                MllpClient pas = new MllpClient(port);
                open.add(pas);
                assertThat(pas.send(MllpClient.cancellation("C-" + i, "appointment-0")))
                        .contains("MSA|AA|C-" + i);
            }
            try (MllpClient tooMany = new MllpClient(port)) {
                assertThat(tooMany.isClosedByPeer()).isTrue();
            }
            open.remove(0).close();
            await().untilAsserted(() -> {
                try (MllpClient pas = new MllpClient(port)) {
                    assertThat(pas.send(MllpClient.cancellation("C-13", "appointment-0")))
                            .contains("MSA|AA|C-13");
                }
            });
        } finally {
            for (MllpClient pas : open) {
                pas.close();
            }
        }
    }

    private List<RecordedCall> calls(String method, int appointment) {
        return farSides.calls(method, "Appointment").stream()
                .filter(call -> call.path().equals("Appointment/appointment-" + appointment))
                .toList();
    }

    private void awaitCancelled(int appointment) {
        await().atMost(Duration.ofSeconds(30)).until(() -> farSides.appointments().stream()
                .anyMatch(state -> state.id().equals("appointment-" + appointment)
                        && state.status().equals("cancelled")));
    }
}
