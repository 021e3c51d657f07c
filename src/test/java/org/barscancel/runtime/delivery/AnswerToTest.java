package org.barscancel.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.blackbox.MllpReceiver;
import org.barscancel.blackbox.MllpReceiver.Reply;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system hears by MLLP of the requests it sent. */
class AnswerToTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path home;

    private static int port;
    private static MllpReceiver receiver;
    private static WholeProgram program;

    private int before;

    @BeforeAll
    static void start() throws IOException {
        port = FreePort.any();
        receiver = new MllpReceiver();
        program = new WholeProgram(
                home,
                "--bars.retry.initial-delay=50ms",
                "--bars.retry.max-delay=200ms",
                "--bars.retry.give-up-after=2s",
                "--bars.circuit.failures=3",
                "--bars.circuit.pause=200ms",
                "--bars.hl7.feeds.pas-1.port=" + port,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-2-1",
                "--bars.hl7.feeds.pas-1.appointment-id-template=appointment-{id}",
                "--bars.hl7.feeds.pas-1.answer-to.host=127.0.0.1",
                "--bars.hl7.feeds.pas-1.answer-to.port=" + receiver.port(),
                "--bars.hl7.feeds.pas-1.answer-to.response-timeout=500ms");
        program.farSides(40);
    }

    @AfterAll
    static void stop() throws IOException {
        program.close();
        receiver.close();
    }

    @BeforeEach
    void reset() {
        before = receiver.messages().size();
        receiver.answer(message -> MllpReceiver.acknowledge(message, "AA"));
    }

    @Test
    void aCancelledBookingIsToldByTheIdTheFeedGave() throws IOException {
        send("M-1", "7");

        String told = told(1).get(0);
        assertThat(told.split("\r")).hasSize(3);
        assertThat(told)
                .startsWith("MSH|^~\\&|TIE|BARS|PAS|RXX|")
                .contains("||SIU^S15^SIU_S12|", "|P|2.4\r")
                .contains("\rSCH||7||||cancelled|")
                .endsWith("|Cancelled^^HL70278\rRGS|1\r")
                .doesNotContain("LOCAL-18", "Blackboxley");
    }

    @Test
    void whatCannotBeCancelledIsToldByAnAcknowledgementOfTheMessage() throws IOException {
        send("M-2", "unknown");

        assertThat(told(1).get(0))
                .startsWith("MSH|^~\\&|TIE|BARS|PAS|RXX|")
                .contains("||ACK^S15^ACK|", "|P|2.4|||AL|NE\r")
                .contains("\rMSA|AR|M-2|not-found: ")
                .contains("\rERR|");
    }

    @Test
    void whatWasRefusedAtThePortIsNotToldAgain() throws IOException {
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(message("M-3", "8").replace("SIU^S15", "SIU^S12")))
                    .contains("MSA|AR|M-3");
        }
        send("M-4", "8");

        assertThat(told(1).get(0)).contains("SIU^S15");
    }

    @Test
    void whatWasRefusedInAFileIsToldToo() throws IOException {
        program.drop("pas-1/two.hl7", message("M-5", "").concat(message("M-6", "9")));

        assertThat(told(2))
                .anySatisfy(told -> assertThat(told).contains("MSA|AR|M-5|invalid-field"))
                .anySatisfy(told -> assertThat(told).contains("SIU^S15", "SCH||9|"));
    }

    @Test
    void aCommitAcknowledgementWillDo() throws IOException {
        receiver.answer(message -> MllpReceiver.acknowledge(message, "CA"));
        send("M-7", "10");

        told(1);
    }

    @Test
    void aReceiverThatFailsGetsTheVerySameMessageAgain() throws IOException {
        answerInTurn(
                message -> MllpReceiver.acknowledge(message, "AE"),
                message -> new Reply.Close(),
                message -> new Reply.Nothing(),
                message -> new Reply.Endless(),
                message -> MllpReceiver.frame("no HL7 at all"),
                message -> MllpReceiver.frame(
                        "MSH|^~\\&|A|B|C|D|20261122120000||ACK|R1|P|2.4\rMSA|AA|of-another-message\r"),
                message -> MllpReceiver.acknowledge(message, "AA"));
        send("M-8", "11");

        assertThat(told(7)).containsOnly(told(7).get(0));
    }

    @Test
    void aReceiverThatRefusesIsNotAskedAgain() throws IOException {
        long undelivered = program.waiting("undelivered");
        receiver.answer(message -> MllpReceiver.acknowledge(message, "AR"));
        send("M-9", "12");

        await().atMost(PATIENCE).until(() -> program.waiting("undelivered") > undelivered);
        told(1);
    }

    @Test
    void aReceiverThatNeverAcknowledgesIsGivenUp() throws IOException {
        long undelivered = program.waiting("undelivered");
        receiver.answer(message -> new Reply.Close());
        send("M-10", "13");

        await().atMost(PATIENCE).until(() -> program.waiting("undelivered") > undelivered);
        assertThat(receiver.messages().size() - before).isGreaterThan(2);
        assertThat(program.waiting("dead")).isZero();
    }

    @SafeVarargs
    private static void answerInTurn(Function<String, Reply>... replies) {
        AtomicInteger next = new AtomicInteger();
        receiver.answer(message -> replies[Math.min(next.getAndIncrement(), replies.length - 1)].apply(message));
    }

    private static void send(String controlId, String booking) throws IOException {
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(message(controlId, booking))).contains("MSA|AA|" + controlId);
        }
    }

    private static String message(String controlId, String booking) {
        return MllpClient.cancellation(controlId, "placer").replace("|A-2", "|" + booking)
                + "PID|1||LOCAL-18^^^RXX^MR||Blackboxley\r";
    }

    /** What came in this test, once there is so much of it. */
    private List<String> told(int expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.messages()).hasSize(before + expected));
        return receiver.messages().subList(before, before + expected);
    }
}
