package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.Test;

class QueueIntakeTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final QueueIntake intake = Readers.queue(200, CLOCK);

    @Test
    void readsARequest() {
        ReplyTo replyTo = new ReplyTo("answers", false, "c1");

        Arrival arrival =
                intake.read(utf8("{\"appointmentId\":\"a1\"}"), true, "ID:1", "pas-1", replyTo, DryRunWish.NONE, null);

        assertThat(arrival.rows().rows()).singleElement().isInstanceOf(Reading.Valid.class);
        assertThat(arrival.channel()).isEqualTo("queue");
        assertThat(arrival.arrivalId()).isEqualTo("ID:1");
        assertThat(arrival.requester()).isEqualTo("pas-1");
        assertThat(arrival.replyTo()).isEqualTo(replyTo);
        assertThat(arrival.receivedAt()).isEqualTo(NOW);
        assertThat(arrival.batchId()).as("no file, no result file").isNull();
    }

    @Test
    void refusesWhatCannotBeReadAndKeepsIt() {
        Reading.Invalid row = invalid(utf8("{ \"appointmentId\": ÄÖÜ"));

        assertThat(row.problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(row.original()).isEqualTo("{ \"appointmentId\": ÄÖÜ");
    }

    @Test
    void keepsWhatIsNoTextByteForByte() {
        assertThat(invalid(new byte[] {'{', (byte) 0xFF}).original()).isEqualTo("base64:e/8=");
    }

    @Test
    void refusesAnEmptyMessage() {
        assertThat(invalid(new byte[0]).problem().code()).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void refusesAMessageThatIsTooLarge() {
        assertThat(invalid(utf8(" ".repeat(201))).problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void readsHl7OfTheRequestersFeedHoweverItStarts() {
        for (String start : List.of("", "\r\n", "\u000B", "\uFEFF", "FHS|^~\\&\rBHS|^~\\&\r")) {
            Arrival arrival = intake.read(
                    utf8(start + Feeds.message("M-1", "a1")), true, "ID:1", "pas-1", null, DryRunWish.NONE, null);

            assertThat(arrival.requester()).isEqualTo("pas-1");
            assertThat(arrival.rows().rows()).singleElement().isInstanceOf(Reading.Valid.class);
        }
    }

    /** The broker has decoded it; what the message says of its character set was true before. */
    @Test
    void readsTextAsTextWhateverItsMessageSaysOfItsCharacterSet() {
        String message = Feeds.message("M-1", "a1").replace("|P|2.4\r", "|P|2.4||||||8859/1\r") + "PID\r";
        String withReason = message.replace("SCH|a1|", "SCH|a1|||||^Übelkeit");

        assertThat(reason(intake.read(utf8(withReason), true, "ID:1", "pas-1", null, DryRunWish.NONE, null)))
                .isEqualTo("Übelkeit");
        assertThat(reason(intake.read(
                        withReason.getBytes(StandardCharsets.ISO_8859_1),
                        false,
                        "ID:1",
                        "pas-1",
                        null,
                        DryRunWish.NONE,
                        null)))
                .isEqualTo("Übelkeit");
    }

    @Test
    void saysWhichSettingHl7OfNoFeedNeeds() {
        Reading.Invalid row = invalid(utf8(Feeds.message("M-1", "a1")));

        assertThat(row.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(row.problem().nextAction()).contains("bars.hl7.feeds.<name>.requester", "bars.hl7.default-feed");
        assertThat(row.original()).startsWith("MSH|");
    }

    @Test
    void readsCsvByItsHeaderOrByItsFormat() {
        for (String header : List.of("appointmentId", "status;\"appointmentId\"", "\uFEFFstatus\tappointmentId")) {
            Arrival arrival = intake.read(
                    utf8(header + "\n" + header.replaceAll("[^;\t]+", "entered-in-error") + "\n"),
                    true,
                    "ID:1",
                    null,
                    null,
                    DryRunWish.NONE,
                    null);

            assertThat(arrival.rows().many()).isTrue();
            assertThat(arrival.rows().rows()).singleElement().isInstanceOf(Reading.Valid.class);
        }
        assertThat(((Reading.Invalid) intake.read(
                                        utf8("status\ncancelled\n"), true, "ID:1", null, null, DryRunWish.NONE, "CSV")
                                .rows()
                                .rows()
                                .get(0))
                        .problem()
                        .message())
                .contains("header");
    }

    @Test
    void readsCsvAsTextOrInTheSetCharacterSet() {
        String csv = "appointmentId,reasonText\na1,Übel\n";

        assertThat(reason(intake.read(utf8(csv), true, "ID:1", null, null, DryRunWish.NONE, null)))
                .isEqualTo("Übel");
        assertThat(reason(intake.read(
                        csv.getBytes(StandardCharsets.ISO_8859_1), false, "ID:1", null, null, DryRunWish.NONE, null)))
                .isEqualTo("Übel");
    }

    @Test
    void refusesCsvThatIsTooLongOrTooLargeForAMessage() {
        assertThat(invalid(utf8("appointmentId\n" + "a\n".repeat(101)))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(invalid(utf8("appointmentId\n" + "a".repeat(200))).problem().code())
                .isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void takesWhatCallsItselfAResourceForAMessageAndNothingElse() {
        for (String message : List.of("{\"id\":{\"a\":[1]},\"resourceType\":\"Bundle\"}", " \n<Bundle/>")) {
            assertThat(invalid(utf8(message)).problem().message()).contains("Bundle");
        }
        assertThat(invalid(utf8("{\"reason\":{\"resourceType\":\"Bundle\"}}"))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(invalid(utf8("{\"resourceType\"")).problem().code()).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void letsOneBadRowNotStopTheOthers() {
        assertThat(intake.read(utf8("[{\"appointmentId\":\"a1\"},{}]"), true, "ID:1", null, null, DryRunWish.NONE, null)
                        .rows()
                        .rows())
                .satisfiesExactly(row -> assertThat(row).isInstanceOf(Reading.Valid.class), row -> assertThat(row)
                        .isInstanceOf(Reading.Invalid.class));
    }

    private Reading.Invalid invalid(byte[] body) {
        return (Reading.Invalid) intake.read(body, true, "ID:1", null, null, DryRunWish.NONE, null)
                .rows()
                .rows()
                .get(0);
    }

    private static String reason(Arrival arrival) {
        return ((Reading.Valid) arrival.rows().rows().get(0)).request().reason().text();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
