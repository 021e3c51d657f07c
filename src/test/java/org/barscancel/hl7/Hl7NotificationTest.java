package org.barscancel.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.MessageOrigin;
import org.barscancel.request.Reading;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7NotificationTest {
    private static final HapiContext HAPI = Hl7AcknowledgementTest.hapi();
    private static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");
    private static final String CONTROL_ID = "5f0c6a5297bd5d0e9a4e";
    private static final Problem PROBLEM =
            new Problem(ProblemCode.POINTER_NOT_OURS, "The pointer is of A|B & others.", "Ask the custodian.");

    @Test
    void tellsOfACancelledBookingAndNothingElse() {
        assertThat(done(origin("SCH-1", "2.4"), Optional.empty()))
                .isEqualTo("MSH|^~\\&|TIE|BARS|PAS|RXX|20261130080000+0000||SIU^S15^SIU_S12|" + CONTROL_ID
                        + "|P|2.4||||||8859/1\rSCH|booking-7|||||cancelled" + "|".repeat(19)
                        + "Cancelled^^HL70278\rRGS|1\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCH-1", "SCH-2-1", "SCH-2-2-2", "SCH-26", "PV1-19", "ZID-3-4", "AIS-3"})
    void theIdStandsWhereTheFeedHasIt(String place) throws Exception {
        String told = done(origin(place, "2.5"), Optional.empty());

        FieldPath path = FieldPath.parse(place);
        Terser terser = new Terser(parsed(told));
        assertThat(terser.get("/." + path.segment() + "-" + path.field() + "-" + path.component() + "-"
                        + path.subcomponent()))
                .isEqualTo("booking-7");
        assertThat(terser.get("/.SCH-25-1")).isEqualTo("Cancelled");
    }

    @Test
    void tellsOfADeletedBookingByAnotherEvent() {
        String told = text(Hl7Notification.done(
                origin("SCH-1", "2.3"), TargetStatus.ENTERED_IN_ERROR, Optional.empty(), AT, CONTROL_ID));

        assertThat(told).contains("||SIU^S17|", "|entered-in-error|", "|Deleted^^HL70278\r");
    }

    @Test
    void tellsWhatIsLeftToDoWithTheSendersOwnSeparators() throws Exception {
        String msh = "MSH#*~\\$#PAS#RXX#TIE#BARS###SIU*S15#M1#P#2.4";
        String told = done(origin(msh, "SCH-1", "7"), Optional.of(PROBLEM));

        assertThat(told)
                .startsWith("MSH#*~\\$#TIE#BARS#PAS#RXX#")
                .contains("\rNTE#1##pointer-not-ours: The pointer is of A|B & others. Ask the custodian.\r");
        assertThat(new Terser(parsed(told)).get("/.SCH-1")).isEqualTo("7");
    }

    @Test
    void whatWouldSeparateIsEscaped() throws Exception {
        String told = done(origin("SCH-1", "2.4"), Optional.of(PROBLEM));

        assertThat(told).contains("A\\F\\B \\T\\ others");
    }

    @ParameterizedTest
    @CsvSource({"true, AR", "false, AE"})
    void acknowledgesTheMessageWhenTheBookingIsNotCancelled(boolean forGood, String code) throws Exception {
        String told = text(Hl7Notification.notDone(origin("SCH-1", "2.5"), PROBLEM, forGood, AT, CONTROL_ID));

        assertThat(told)
                .startsWith("MSH|^~\\&|TIE|BARS|PAS|RXX|20261130080000+0000||ACK^S15^ACK|" + CONTROL_ID
                        + "|P|2.5|||AL|NE||8859/1\rMSA|" + code + "|M\\T\\1|pointer-not-ours: ");
        assertThat(new Terser(parsed(told)).get("/.ERR-5-1")).isEqualTo("pointer-not-ours");
    }

    @Test
    void aReaderKeepsOfAMessageWhatTheAnswerNeedsAndNothingOfThePatient() {
        String message = "MSH|^~\\&|PAS|RXX|TIE|BARS|20261122115900|password|SIU^S15|M1|P|2.4\r"
                + "SCH||12^X\rPID|1||9990000018^^^NHS^NH||Blackboxley\r";
        Hl7Feed feed = Hl7Feed.usual("pas-1", AppointmentIdRule.at("SCH-2-1", "rxx-{id}"));

        Reading.Row row = ((Hl7Reading.Messages)
                        new Hl7Reader(10_000).read(message.getBytes(StandardCharsets.UTF_8), feed, AT))
                .messages()
                .get(0)
                .row();

        assertThat(((Reading.Valid) row).request().appointmentId()).isEqualTo("rxx-12");
        assertThat(row.origin())
                .isEqualTo(new MessageOrigin(
                        "pas-1", "MSH|^~\\&|PAS|RXX|TIE|BARS|||SIU^S15|M1|P|2.4||||||", "SCH-2-1", "12"));
    }

    @Test
    void ofARefusedMessageTheHeaderIsKeptAndOfWhatIsNoMessageNothing() {
        Hl7Feed feed = Hl7Feed.usual("pas-1", AppointmentIdRule.at("SCH-1"));
        String input = "MSH|^~\\&|PAS|RXX|TIE|BARS|||SIU^S12|M1|P|2.4\rSCH|1\rMSH|^^^^|\rSCH|2\r";

        List<Hl7Message> messages = ((Hl7Reading.Messages)
                        new Hl7Reader(10_000).read(input.getBytes(StandardCharsets.UTF_8), feed, AT))
                .messages();

        MessageOrigin origin = messages.get(0).row().origin();
        assertThat(origin).isNotNull();
        assertThat(origin.header()).contains("|M1|");
        assertThat(origin.place()).isNull();
        assertThat(messages.get(1).row().origin()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"AA, ACCEPTED", "CA, ACCEPTED", "AE, FAILED", "CE, FAILED", "AR, REFUSED", "CR, REFUSED", "XX, NONE"})
    void readsAcknowledgements(String code, Hl7Reply reply) {
        assertThat(Hl7Reply.of("MSH|^~\\&|A|B\nMSA|" + code + "|" + CONTROL_ID + "|text\n", CONTROL_ID))
                .isEqualTo(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MSH",
                "MSH|^~\\&|A|B",
                "MSH|^~\\&|A|B\rMSA|AA|another",
                "MSH|^~\\&|A|B\rMSA|AA",
                "MSH|^~\\&|A|B\rMSA",
                "MSA|AA|" + CONTROL_ID,
                "MSH|^~\\&|A|B\rMSA|AA|" + CONTROL_ID + "\rMSA|AR|" + CONTROL_ID
            })
    void whatIsNoAcknowledgementOfThatMessageIsNone(String frame) {
        assertThat(Hl7Reply.of(frame, CONTROL_ID)).isEqualTo(Hl7Reply.NONE);
    }

    @Property
    void anythingCanBeReadAsAReply(
            @ForAll @StringLength(max = 60) @CharRange(from = '\0', to = '\u00ff') String frame) {
        assertThat(Hl7Reply.of("MSH" + frame, CONTROL_ID)).isIn(Set.of(Hl7Reply.values()));
    }

    /** Whatever a sender wrote in its header, what it is told has as many segments as were meant, and names the id. */
    @Property
    void noHeaderSpoilsAMessage(
            @ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '\u00ff') String application,
            @ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '\u00ff') String version) {
        String msh = "MSH|^~\\&|" + application + "|RXX|TIE|BARS|||SIU^S15|M1|P|" + version;
        String told = done(origin(msh, "SCH-1", "booking-7"), Optional.of(PROBLEM));

        assertThat(told.split("\r")).hasSize(4);
        assertThat(told).contains("\rSCH|booking-7|");
    }

    private static MessageOrigin origin(String place, String version) {
        return origin("MSH|^~\\&|PAS|RXX|TIE|BARS|||SIU^S15|M\\T\\1|P|" + version + "||||||8859/1", place, "booking-7");
    }

    private static MessageOrigin origin(String msh, String place, String id) {
        return new MessageOrigin("pas-1", msh, place, id);
    }

    private static String done(MessageOrigin origin, Optional<Problem> problem) {
        return text(Hl7Notification.done(origin, TargetStatus.CANCELLED, problem, AT, CONTROL_ID));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    private static Message parsed(String text) throws Exception {
        return HAPI.getPipeParser().parse(text);
    }
}
