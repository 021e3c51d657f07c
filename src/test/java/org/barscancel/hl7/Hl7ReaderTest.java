package org.barscancel.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.hl7.Given.MSH;
import static org.barscancel.hl7.Given.PID;
import static org.barscancel.hl7.Given.SCH;
import static org.barscancel.hl7.Given.invalid;
import static org.barscancel.hl7.Given.messages;
import static org.barscancel.hl7.Given.read;
import static org.barscancel.hl7.Given.request;
import static org.barscancel.hl7.Given.usual;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Set;
import org.barscancel.hl7.Given.Settings;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reading;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7ReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BHS|^~\\&\rMSG" + "BTS|2\r",
                "MSGMSGBTS|1|comment\r",
                "FHS|^~\\&\rBHS|^~\\&\rMSGBTS|1\rBHS|^~\\&\rMSGBTS|3\rFTS|2\r",
                "FHS|^~\\&\rBHS|^~\\&\rMSGBTS|1\rFTS|2\r"
            })
    void refusesAsAWholeWhatHoldsAnotherNumberThanItSays(String input) {
        assertThat(read(input.replace("MSG", MSH + SCH).getBytes(UTF_8), usual()))
                .isInstanceOfSatisfying(Hl7Reading.Unreadable.class, unreadable -> {
                    assertThat(unreadable.problem().code()).isEqualTo(ProblemCode.MALFORMED);
                    assertThat(unreadable.problem().message()).containsPattern("[BF]TS-1: .* cut off");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BHS|^~\\&\rMSGMSGBTS| 2 |comment\r",
                "BHS|^~\\&\rMSGBTS\r",
                "BHS|^~\\&\rMSGBTS||1\r",
                "FHS|^~\\&\rMSGMSGFTS|2\r",
                "FHS|^~\\&\rBHS|^~\\&\rMSGBTS|1\rBHS|^~\\&\rMSGMSGBTS|2\rFTS|2\r",
                "BHS|^~\\&\rMSG"
            })
    void readsWhatHoldsAsMuchAsItSaysOrSaysNothing(String input) {
        assertThat(read(input.replace("MSG", MSH + SCH).getBytes(UTF_8), usual()))
                .isInstanceOf(Hl7Reading.Messages.class);
    }

    @Test
    void readsACancellation() {
        assertThat(request(MSH + SCH + PID, Settings.usual().service(new TargetService("urn:s", "7"))))
                .isEqualTo(new CancellationRequest(
                        "M-1",
                        null,
                        "A-1",
                        TargetStatus.CANCELLED,
                        null,
                        new NhsNumber("9990000018"),
                        null,
                        new TargetService("urn:s", "7")));
    }

    @ParameterizedTest
    @CsvSource({"SIU^S15^SIU_S12", "SIU^S15^SIU_S15", "SIU^S15", "SIU^S15^", "SIU^S15^ADT_A01"})
    void readsWhateverTheStructureIsCalled(String type) {
        assertThat(request((MSH + SCH).replace("SIU^S15^SIU_S12", type), usual())
                        .status())
                .isEqualTo(TargetStatus.CANCELLED);
    }

    @Test
    void takesADeletionAsABookingMadeInError() {
        assertThat(request((MSH + SCH).replace("S15", "S17"), usual()).status())
                .isEqualTo(TargetStatus.ENTERED_IN_ERROR);
    }

    /** SCH-25. */
    @ParameterizedTest
    @ValueSource(strings = {"Booked", "NOSHOW", "Cancelled", "Deleted"})
    void goesByTheTriggerAndNotByTheStatus(String status) {
        assertThat(request(MSH + "SCH|A-1" + "|".repeat(24) + status + "\r", usual())
                        .status())
                .isEqualTo(TargetStatus.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "SIU^S12, SIU^S12 is a new booking",
        "SIU^S13, SIU^S13 is a rescheduling",
        "SIU^S14, SIU^S14 is a modification",
        "SIU^S16, SIU^S16 is a discontinuation",
        "SIU^S26, SIU^S26 is a patient who did not come",
        "SIU^S18, SIU^S18 is no cancellation",
        "ADT^A08, ADT^A08 is no cancellation",
        "ADT^S15, ADT^S15 is no cancellation",
        "SRM^S04, SRM^S04 is no cancellation",
        "ADT^A38, 'ADT^A38 is a cancelled visit, which this feed is not set to take'",
        "SIU, names no message type and event",
        "SIU_S15, names no message type and event",
        "^S15, names no message type and event",
        "SIU^, names no message type and event",
        "Secret^Name, names no message type and event",
        "SIU^Secret, names no message type and event"
    })
    void refusesEveryOtherEventByName(String type, String said) {
        Reading.Invalid row = invalid((MSH + SCH).replace("SIU^S15^SIU_S12", type), usual());

        assertThat(row.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(row.problem().message()).startsWith("MSH-9: ").contains(said).doesNotContain("Secret");
        assertThat(row.requestId()).isEqualTo("M-1");
        assertThat(row.appointmentId()).isEqualTo("A-1");
    }

    @ParameterizedTest
    @CsvSource({"S13, Undo Cancel", "S14, UNDO CANCEL", "S14, UC^Undo Cancel^LOCAL", "S14, undo_cancellation"})
    void saysWhenACancellationWasTakenBack(String event, String reason) {
        Problem problem = invalid(MSH.replace("S15", event) + "SCH|A-1|||||" + reason + "\r", usual())
                .problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(problem.message()).contains("SIU^" + event + " with SCH-6 Undo Cancel takes a cancellation back");
        assertThat(problem.nextAction()).contains("book it again");
    }

    @Test
    void takesACancelledVisitOnlyWhereTheFeedIsSetToIt() {
        String visit = MSH.replace("SIU^S15^SIU_S12", "ADT^A38^ADT_A38") + "EVN|A38|20261122\r" + PID + "PV1|1|P"
                + "|".repeat(17) + "V-7^^^RXX\r";

        CancellationRequest request = request(visit, Settings.usual().cancelledVisit("PV1-19"));

        assertThat(request.appointmentId()).isEqualTo("V-7");
        assertThat(request.status()).isEqualTo(TargetStatus.CANCELLED);
        assertThat(invalid(visit, usual()).problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.2", "2.5^GBR^2.1"})
    void readsTheVersionsInUse(String version) {
        assertThat(request((MSH + SCH).replace("|2.4", "|" + version), usual()).appointmentId())
                .isEqualTo("A-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2.1", "2.2", "2.9", "3.0", "24", "two", "2.5 b", "\"\""})
    void refusesOtherVersions(String version) {
        Problem problem =
                invalid((MSH + SCH).replace("|2.4", "|" + version), usual()).problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(problem.message()).isEqualTo("MSH-12: the version must be one from 2.3 to 2.8.");
    }

    @Test
    void needsAnIdOfTheMessage() {
        assertThat(invalid((MSH + SCH).replace("M-1", ""), usual()).problem().message())
                .contains("MSH-10: requestId is missing");
        assertThat(invalid((MSH + SCH).replace("M-1", "\"\""), usual())
                        .problem()
                        .message())
                .contains("MSH-10: requestId is missing");
        assertThat(invalid((MSH + SCH).replace("M-1", "9".repeat(129)), usual())
                        .problem()
                        .message())
                .contains("MSH-10: requestId must be a text of 1 to 128 printable characters");
    }

    @Test
    void trimsTheIdOfTheMessage() {
        assertThat(request((MSH + SCH).replace("M-1", " 0000417 "), usual()).requestId())
                .isEqualTo("0000417");
        assertThat(request((MSH + SCH).replace("M-1", "A^B\\T\\C"), usual()).requestId())
                .isEqualTo("A^B&C");
    }

    @Test
    void readsSegmentsInAnyOrderWithOthersInBetween() {
        assertThat(request(MSH + "ZAA|1\r" + PID + "ZBB\rPV1|1\rSCH|A-1\rZCC|x\r", usual()))
                .extracting(CancellationRequest::appointmentId, CancellationRequest::nhsNumber)
                .containsExactly("A-1", new NhsNumber("9990000018"));
        assertThat(request(MSH + SCH, usual()).nhsNumber()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\n\n", " \t\r\n", "\r\r\n"})
    void takesAnyLineEnd(String end) {
        String message = (MSH + SCH + PID).replace("\r", end);

        assertThat(request(message, usual()).nhsNumber()).isEqualTo(new NhsNumber("9990000018"));
        assertThat(request("\n \n" + message + "  \n", usual()).appointmentId()).isEqualTo("A-1");
    }

    @Test
    void takesMixedLineEnds() {
        assertThat(request(MSH.strip() + "\n" + PID.strip() + "\r\n" + SCH, usual())
                        .nhsNumber())
                .isNotNull();
    }

    @Test
    void takesTheFrameOfMllpAndAByteOrderMark() {
        assertThat(request("\u000B" + MSH + SCH + "\u001C\r", usual()).appointmentId())
                .isEqualTo("A-1");
        assertThat(request("\uFEFF" + MSH + SCH, usual()).appointmentId()).isEqualTo("A-1");
        assertThat(request("\u000B\uFEFF" + MSH + SCH, usual()).appointmentId()).isEqualTo("A-1");
    }

    @Test
    void readsSwappedEncodingCharacters() {
        assertThat(request(
                                "MSH|~^\\&|PAS|RXX|||20261122||SIU~S15|M-1|P|2.4\rSCH|A-1~x\rPID|||9~~~OTHER~MR^9990000018~~~NHS~NH\r",
                                usual())
                        .nhsNumber())
                .isEqualTo(new NhsNumber("9990000018"));
        assertThat(request("MSH#*+?%#PAS#RXX###20261122##SIU*S15#M-1#P#2.4\rSCH#A-1*x\r", usual())
                        .appointmentId())
                .isEqualTo("A-1");
        assertThat(request((MSH + SCH).replace("^~\\&", "^~\\&#").replace("2.4", "2.7"), usual())
                        .appointmentId())
                .isEqualTo("A-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH|",
                "MSH|^~\\|PAS",
                "MSH|^~\\&#!|PAS",
                "MSH|^^\\&|PAS",
                "MSH|^|\\&|PAS",
                "MSH|^~\\",
                "MSH|A~\\&|PAS",
                "MSH\"^~\\&\"PAS",
                "MSH",
                "MSH||||"
            })
    void refusesAHeaderThatCannotBeRead(String header) {
        Hl7Message message = Given.message(header + "\r" + SCH, usual());

        assertThat(((Reading.Invalid) message.row()).problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(((Reading.Invalid) message.row()).problem().message()).startsWith("MSH-2: ");
        assertThat(message.header()).isSameAs(Hl7Header.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "UNICODE UTF-8, UTF-8",
        "UTF-8, UTF-8",
        "UNICODE, UTF-8",
        "8859/1, ISO-8859-1",
        "8859/15, ISO-8859-15",
        "8859/2, ISO-8859-2",
        "8859/1~UNICODE UTF-8, ISO-8859-1"
    })
    void readsTheCharacterSetThatIsNamed(String name, String charset) {
        byte[] input = (MSH + "SCH|A-1|||||7^Grüße\r")
                .replace("|2.4", "|2.4" + "|".repeat(6) + name)
                .getBytes(Charset.forName(charset));

        assertThat(text(read(input, usual()))).isEqualTo("Grüße");
    }

    @Test
    void readsTheFeedsCharacterSetWhereNoneIsNamed() {
        String message = MSH + "SCH|A-1|||||7^café\r";

        assertThat(text(read(message.getBytes(ISO_8859_1), Settings.usual().charset(ISO_8859_1))))
                .isEqualTo("café");
        assertThat(text(read(message.getBytes(UTF_8), usual()))).isEqualTo("café");
        assertThat(text(read(
                        ("\uFEFF" + message).getBytes(UTF_8), Settings.usual().charset(ISO_8859_1))))
                .isEqualTo("café");
    }

    @Test
    void refusesBytesThatAreNotOfTheCharacterSet() {
        byte[] latin = (MSH + "SCH|A-1|||||7^café\r").getBytes(ISO_8859_1);

        Hl7Message message =
                ((Hl7Reading.Messages) read(latin, usual())).messages().get(0);

        Reading.Invalid row = (Reading.Invalid) message.row();
        assertThat(row.problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(row.problem().message()).isEqualTo("MSH-18: the message is not in its character set, UTF-8.");
        assertThat(row.original()).startsWith("base64:");
        assertThat(message.header().field(10)).isEqualTo("M-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIG-5", "UNICODE UTF-16", "8859/11", "Secret"})
    void refusesACharacterSetItDoesNotRead(String name) {
        Problem problem = invalid((MSH + SCH).replace("|2.4", "|2.4" + "|".repeat(6) + name), usual())
                .problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(problem.message()).startsWith("MSH-18: ").doesNotContain("Secret");
    }

    @Test
    void refusesWideCharacters() {
        assertThat(unreadable(read((MSH + SCH).getBytes(UTF_16), usual())).code())
                .isEqualTo(ProblemCode.MALFORMED);
        assertThat(unreadable(read((MSH + SCH).getBytes(UTF_16LE), usual())).message())
                .contains("UTF-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\r\n", "\uFEFF", "\u000B\u001C\r"})
    void refusesAnEmptyInput(String input) {
        assertThat(unreadable(read(input.getBytes(UTF_8), usual())).message()).isEqualTo("The input is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCH|A-1\r", "{\"appointmentId\":\"a\"}", "<html>", "msh|^~\\&|", "FHS|^~\\&|PAS\rFTS|0\r"})
    void refusesAnInputWithoutAMessage(String input) {
        Problem problem = unreadable(read(input.getBytes(UTF_8), usual()));

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(problem.message()).contains("no line starts with MSH");
    }

    @Test
    void readsSeveralMessagesOfOneFile() {
        String second = MSH.replace("M-1", "M-2") + "SCH|B-1\n";
        String third = "  \uFEFF" + MSH.replace("M-1", "M-3").replace("S15", "S12") + "SCH|C-1";

        assertThat(messages(MSH + SCH + "\u001C\r\u000B" + second + "\n\n" + third, usual()))
                .extracting(message ->
                        message.row().number() + " " + message.header().field(10) + " "
                                + message.row().getClass().getSimpleName())
                .containsExactly("1 M-1 Valid", "2 M-2 Valid", "3 M-3 Invalid");
    }

    @Test
    void readsABatch() {
        String batch = "FHS|^~\\&|PAS\rBHS|^~\\&|PAS\r" + MSH + SCH + MSH.replace("M-1", "M-2")
                + "SCH|B-1\rBTS|2\rBHS|^~\\&\r" + MSH.replace("M-1", "M-3") + "SCH|C-1\rBTS\rFTS|2\r";

        Hl7Reading.Messages reading = (Hl7Reading.Messages) read(batch.getBytes(UTF_8), usual());

        assertThat(reading.many()).isTrue();
        assertThat(reading.messages())
                .extracting(message -> message.header().field(10))
                .containsExactly("M-1", "M-2", "M-3");
        assertThat(reading.messages()).allMatch(message -> message.row() instanceof Reading.Valid);
        assertThat(reading.messages().get(1).row().original()).isEqualTo(MSH.replace("M-1", "M-2") + "SCH|B-1");
    }

    @Test
    void aBatchOfOneIsAList() {
        assertThat(((Hl7Reading.Messages) read(("BHS|^~\\&\r" + MSH + SCH + "BTS|1\r").getBytes(UTF_8), usual()))
                        .many())
                .isTrue();
        assertThat(((Hl7Reading.Messages) read((MSH + SCH).getBytes(UTF_8), usual())).many())
                .isFalse();
    }

    /** HAPI's iterator drops them without a word. */
    @Test
    void answersLinesThatBelongToNoMessage() {
        assertThat(messages("SCH|LOST\rPID|1\r" + MSH + SCH + "BTS|1\rSCH|LOST-TOO\r", usual()))
                .extracting(message ->
                        message.row().number() + " " + message.row().getClass().getSimpleName())
                .containsExactly("1 Invalid", "2 Valid", "3 Invalid");
    }

    @Test
    void aLineEndInACommentLosesNothing() {
        CancellationRequest request = request(
                MSH + "SCH|A-1\rNTE|1||Rang at nine:\ncannot come\r" + PID,
                Settings.usual().reason(new ReasonRule(ReasonRule.Place.NTE_3, java.util.Map.of())));

        assertThat(request.reason().text()).isEqualTo("Rang at nine:\ncannot come");
        assertThat(request.nhsNumber()).isNotNull();
    }

    @Test
    void aLineEndInAnIdMakesItInvalid() {
        assertThat(invalid(MSH + "SCH|A-1\nB|x\r", usual()).problem().message())
                .contains("SCH-1: appointmentId must be a FHIR id");
    }

    /** Half of an id may be another appointment's. */
    @Test
    void refusesAnIdAtTheVeryEndOfAnInputThatMayBeCutOff() {
        assertThat(invalid(MSH + "SCH|A-1", usual()).problem().message())
                .contains("SCH-1: appointmentId is the last the input holds");
        assertThat(request(MSH + "SCH|A-1\r", usual()).appointmentId()).isEqualTo("A-1");
        assertThat(request(MSH + "SCH|A-1|", usual()).appointmentId()).isEqualTo("A-1");
        assertThat(request(MSH + "SCH|A-1\u001C", usual()).appointmentId()).isEqualTo("A-1");
    }

    @Test
    void takesMessagesOfTheSendersThatAreNamedOnly() {
        Hl7Gate gate = new Hl7Gate(
                Set.of(new Hl7Sender("PAS", "RXX"), new Hl7Sender("EPR", ""), new Hl7Sender("", "RYY")),
                Set.of(),
                null);
        Hl7Feed feed = Settings.usual().gate(gate);

        assertThat(request(MSH + SCH, feed)).isNotNull();
        assertThat(request((MSH + SCH).replace("PAS|RXX", "EPR^1.2^ISO|ANY"), feed))
                .isNotNull();
        assertThat(request((MSH + SCH).replace("PAS|RXX", "|RYY"), feed)).isNotNull();
        assertThat(invalid((MSH + SCH).replace("PAS|RXX", "PAS|RZZ"), feed).problem())
                .isEqualTo(new Problem(
                        ProblemCode.INVALID_FIELD, "MSH-3, MSH-4: this feed takes no messages of this sender."));
        assertThat(invalid((MSH + SCH).replace("PAS|RXX", "|"), feed).problem().message())
                .startsWith("MSH-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "D", "", "p", "\"\""})
    void takesProductionMessagesOnlyUnlessSetOtherwise(String id) {
        String message = (MSH + SCH).replace("|P|", "|" + id + "|");

        assertThat(invalid(message, usual()).problem().message())
                .isEqualTo("MSH-11: the processing id must be P for this feed.");
        assertThat(request(message, Settings.usual().gate(new Hl7Gate(Set.of(), Set.of(), null))))
                .isNotNull();
        assertThat(request((MSH + SCH).replace("|P|", "|P^T|"), usual())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "20261122115900, true",
        "20261122110000.0001+0000, true",
        "20261122105959, false",
        "20261122120100+0100, true",
        "20261122115959+0100, false",
        "20261122, false",
        "'', false",
        "2026112225, false"
    })
    void takesMessagesUpToAnAgeWhereOneIsSet(String sent, boolean taken) {
        String message = (MSH + SCH).replace("20261122115900", sent);
        Hl7Feed feed = Settings.usual().gate(new Hl7Gate(Set.of(), Set.of(), Duration.ofHours(1)));

        Reading.Row row = Given.message(message, feed).row();

        assertThat(row instanceof Reading.Valid).isEqualTo(taken);
        assertThat(request(message, usual())).isNotNull();
        if (row instanceof Reading.Invalid invalid) {
            assertThat(invalid.problem().message()).startsWith("MSH-7: ").contains("PT1H");
        }
    }

    private static Problem unreadable(Hl7Reading reading) {
        assertThat(reading.reading()).isInstanceOf(Reading.Unreadable.class);
        return ((Hl7Reading.Unreadable) reading).problem();
    }

    private static String text(Hl7Reading reading) {
        Reading.Row row = ((Reading.Rows) reading.reading()).rows().get(0);
        return ((Reading.Valid) row).request().reason().text();
    }
}
