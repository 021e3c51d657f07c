package org.barscancel.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.barscancel.hl7.Given.MSH;
import static org.barscancel.hl7.Given.SCH;
import static org.barscancel.hl7.Given.invalid;
import static org.barscancel.hl7.Given.request;
import static org.barscancel.hl7.Given.usual;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.barscancel.hl7.Given.Settings;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a feed: where what stands. */
class FieldRulesTest {
    private static final Hl7Feed CHECKED = Settings.usual().times(new TimeRule(ZoneId.of("Europe/London"), true));

    @ParameterizedTest
    @CsvSource({
        "SCH-1, SCH|A-1^RXX|B-2, A-1",
        "SCH-2, SCH|1|B-2^RXX, B-2",
        "SCH-1-2, SCH|A-1^C-3|B-2, C-3",
        "SCH-1-1-2, SCH|A-1&D-4|B-2, D-4",
        "PV1-19, SCH|1|PV1-19 is elsewhere, ",
        "ZAP-3-1, SCH|1, ",
        "SCH-1, SCH|98a8cf22-0c3b-4b5f-9d70-0b6f6b8a2f11|, 98a8cf22-0c3b-4b5f-9d70-0b6f6b8a2f11",
        "SCH-1, SCH|GL0-DZOqD39|, GL0-DZOqD39",
        "SCH-1, SCH|0012345|, 0012345",
        "SCH-1, SCH|123456789012345678901234567890123456789012345|, 123456789012345678901234567890123456789012345",
        "SCH-1, SCH| A-1 |, A-1",
        "SCH-1, SCH|~A-1~|, A-1",
        "SCH-1, SCH|A-1~A-1|, A-1",
    })
    void takesTheIdFromItsPlaceAndNoOther(String place, String schedule, String id) {
        String message = MSH + schedule + "\r";
        Hl7Feed feed = Settings.usual().id(place);

        if (id == null) {
            assertThat(invalid(message, feed).problem().message()).contains(place + ": appointmentId is missing");
        } else {
            assertThat(request(message, feed).appointmentId()).isEqualTo(id);
        }
    }

    @Test
    void takesTheIdFromTheVisitOrAnySegment() {
        assertThat(request(
                                MSH + SCH + "PV1" + "|".repeat(19) + "V-1^^^X\r",
                                Settings.usual().id("PV1-19"))
                        .appointmentId())
                .isEqualTo("V-1");
        assertThat(request(MSH + SCH + "ZAP|||Z-1\r", Settings.usual().id("ZAP-3"))
                        .appointmentId())
                .isEqualTo("Z-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SCH|",
                "SCH|\"\"|B-2",
                "SCH||B-2",
                "SCH| |B-2",
                "SCH|^RXX|B-2",
                "ZZZ|A-1",
                "SCH|\"\"^A-1|B-2",
                "SCH||||||||||||||||||||||P-1|P-2"
            })
    void anIdThatIsAbsentIsNotLookedForElsewhere(String schedule) {
        assertThat(invalid(MSH + schedule + "\r", usual()).problem().message())
                .contains("SCH-1: appointmentId is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A/1", "A 1", "A\\T\\1", "A\\B", "A\\X0A\\1", "Ä1", "..", "A_1", "A-1\\.br\\", "A\\E\\1"})
    void refusesWhatIsNoFhirId(String id) {
        assertThat(invalid(MSH + "SCH|" + id + "|\r", usual()).problem().message())
                .isEqualTo(
                        "Not valid: SCH-1: appointmentId must be a FHIR id: 1 to 64 letters A to Z, digits, hyphens and dots.");
    }

    /** 66 characters are seen; FHIR has 64. */
    @Test
    void refusesAnIdThatIsTooLong() {
        assertThat(request(MSH + "SCH|" + "a".repeat(64) + "|\r", usual()).appointmentId())
                .hasSize(64);
        assertThat(invalid(MSH + "SCH|" + "a".repeat(66) + "|\r", usual())
                        .problem()
                        .message())
                .contains("SCH-1: appointmentId must be a FHIR id");
    }

    @Test
    void refusesTwoDifferentIds() {
        assertThat(invalid(MSH + "SCH|A-1~A-2|\r", usual()).problem().message())
                .contains("SCH-1: appointmentId stands there more than once, with different values");
        assertThat(invalid(MSH + "SCH|A-1|\rSCH|A-2|\r", usual()).problem().message())
                .contains("SCH-1: appointmentId stands there more than once");
    }

    @Test
    void makesTheIdOfABookingNumber() {
        assertThat(request(MSH + SCH, Settings.usual().id(AppointmentIdRule.at("SCH-1", "rxx-{id}.1")))
                        .appointmentId())
                .isEqualTo("rxx-A-1.1");
        assertThat(invalid(MSH + "SCH|A/1|\r", Settings.usual().id(AppointmentIdRule.at("SCH-1", "rxx-{id}")))
                        .problem()
                        .message())
                .contains("SCH-1: appointmentId must be");
    }

    @ParameterizedTest
    @CsvSource({
        "|9990000018^^^NHS^NH, true",
        "|9990000018^^^NHSNBR^NHSNMBR, true",
        "|9990000018^^^^NHS, true",
        "|9990000018^03^^^NI, true",
        "|999 000 0018^^^NHS^NH, true",
        "|999-000-0018^^^NHS^NH, true",
        "|9990000018^8^M11^NHS^NH, true",
        "|9990000018^^^nhs^nh, true",
        "|9990000018^^^NHS&2.16.840.1.113883.2.1.4.1&ISO^NH, true",
        "|X1^^^RXX^MR~9990000018^^^NHS^NH, true",
        "|9990000018^^^NHS^NH~9990000018^^^^NHS, true",
        "9990000018^^^NHS^NH|X1^^^RXX^MR, true",
        "9990000018^^^NHS^NH|999 000 0018^^^NHS^NH, true",
        "|9990000018, false",
        "|9990000018^^^RXX^MR, false",
        "|9990000018^^^RXX^PI, false",
        "|9990000018^^^CHI^NH, false",
        "|9990000018^^^^NHI, false",
        "|9990000018^^^NHI^NHI, false",
        "|9990000018^^^RXX^NHS, false",
        "|9990000018^^^NHS^MR, false",
        "|9990000018^^^^NI, false",
        "|9990000018^03^^RXX^NI, false",
        "|^^^NHS^NH, false",
        "|\"\"^^^NHS^NH, false",
        "|, false"
    })
    void findsTheNhsNumber(String identifiers, boolean found) {
        String message = MSH + SCH + "PID|1|" + identifiers + "|4\r";

        assertThat(request(message, usual()).nhsNumber()).isEqualTo(found ? new NhsNumber("9990000018") : null);
    }

    @Test
    void takesTheShapesOfTheFeed() {
        Hl7Feed usual = usual();
        Hl7Feed feed = new Hl7Feed(
                usual.name(),
                usual.gate(),
                usual.appointmentId(),
                null,
                NhsNumberRule.of(List.of("^^^2.16.840.1.113883.2.1.4.1^NH", "^^^NHS")),
                usual.reason(),
                usual.times(),
                usual.charset(),
                null);

        assertThat(request(MSH + SCH + "PID|||9990000018^^^&2.16.840.1.113883.2.1.4.1&ISO^NH\r", feed)
                        .nhsNumber())
                .isNotNull();
        assertThat(request(MSH + SCH + "PID|||9990000018^^^NHS\r", feed).nhsNumber())
                .isNotNull();
        assertThat(request(MSH + SCH + "PID|||9990000018^^^NHS^NH\r", feed).nhsNumber())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9990000019", "0000000000", "NOT KNOWN", "99900000", "999000001899"})
    void refusesWhatIsNoNhsNumber(String number) {
        assertThat(invalid(MSH + SCH + "PID|||" + number + "^^^NHS^NH\r", usual())
                        .problem()
                        .message())
                .contains("PID-3: nhsNumber must be an NHS number");
    }

    @Test
    void refusesTwoDifferentNhsNumbers() {
        assertThat(invalid(MSH + SCH + "PID|||9990000018^^^NHS^NH~9990000026^^^NHS^NH\r", usual())
                        .problem()
                        .message())
                .contains("PID-3: nhsNumber stands there more than once, with different values");
        assertThat(invalid(MSH + SCH + "PID|||9990000018^^^NHS^NH\rPID|||9990000026^^^NHS^NH\r", usual())
                        .problem()
                        .message())
                .contains("PID-3: nhsNumber stands there more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ",
        "\"\", ",
        "12, 12",
        "Add, Add",
        "7^Patient cannot come^LOCAL, Patient cannot come",
        "^In words, In words",
        "7^A\\T\\E \\F\\ B, A&E | B",
        "7^one\\X0A\\two, 'one\ntwo'",
        "7^one\\.br\\two, 'one\ntwo'",
        "7^\\H\\bold\\N\\, bold",
        "7^C:\\temp, C:\\temp",
        "7^\\E\\X0A\\E\\, \\X0A\\"
    })
    void takesTheEventReason(String reason, String text) {
        String message = MSH + "SCH|A-1|||||" + reason + "|99^Chest pain\r";

        assertThat(request(message, usual()).reason())
                .isEqualTo(text == null ? null : new Reason(null, null, null, text));
    }

    @Test
    void givesLocalCodesTheirMeaning() {
        Hl7Feed feed = Settings.usual()
                .reason(new ReasonRule(
                        ReasonRule.Place.SCH_6,
                        Map.of("12", new Reason("urn:reasons", "ill", "Patient is ill", null))));

        assertThat(request(MSH + "SCH|A-1|||||12|\r", feed).reason())
                .isEqualTo(new Reason("urn:reasons", "ill", "Patient is ill", null));
        assertThat(request(MSH + "SCH|A-1|||||12^Flu|\r", feed).reason())
                .isEqualTo(new Reason("urn:reasons", "ill", "Patient is ill", "Flu"));
        assertThat(request(MSH + "SCH|A-1|||||13|\r", feed).reason()).isEqualTo(new Reason(null, null, null, "13"));
    }

    @Test
    void takesTheCommentsOfTheAppointmentAndNoOthers() {
        Hl7Feed feed = Settings.usual().reason(new ReasonRule(ReasonRule.Place.NTE_3, Map.of()));
        String message = MSH + "NTE|1||of nothing\r" + SCH + "TQ1|1\rZNT|x\rNTE|1||Cannot come~Rang\rNTE|2||at nine\r"
                + "PID|1\rNTE|1||of the patient\rAIS|1\rNTE|1||clinical\r";

        assertThat(request(message, feed).reason())
                .isEqualTo(new Reason(null, null, null, "Cannot come\nRang\nat nine"));
        assertThat(request(MSH + "SCH|A-1|||||12^Flu|99^Chest pain\r", feed).reason())
                .isNull();
    }

    @Test
    void takesNoReasonWhereNoneIsWanted() {
        Hl7Feed feed = Settings.usual().reason(new ReasonRule(ReasonRule.Place.NONE, Map.of()));

        assertThat(request(MSH + "SCH|A-1|||||12^Flu|\rNTE|1||Flu\r", feed).reason())
                .isNull();
    }

    /** As Windows-1252 looks when it is sent as 8859/1. */
    @Test
    void showsControlCharactersOfAReasonAsUnreadable() {
        assertThat(request(MSH + "SCH|A-1|||||7^can\u0092t\\X07\\ come\r", usual())
                        .reason()
                        .text())
                .isEqualTo("can\uFFFDt\uFFFD come");
    }

    /** A long comment is no ground to leave an appointment standing. */
    @Test
    void cutsAReasonThatIsTooLong() {
        Hl7Feed feed = Settings.usual().reason(new ReasonRule(ReasonRule.Place.NTE_3, Map.of()));

        assertThat(request(MSH + SCH + "NTE|1||" + "é😷".repeat(5000) + "\r", feed)
                        .reason()
                        .text())
                .startsWith("é😷é")
                .endsWith("…")
                .satisfies(text ->
                        assertThat(text.codePointCount(0, text.length())).isEqualTo(1000));
    }

    @ParameterizedTest
    @CsvSource({
        // Winter, summer, an offset, fractions, and where they stand.
        "SCH|A-1||||||||||^^^202612010930^202612011000, 2026-12-01T09:30:00Z",
        "SCH|A-1||||||||||^^^20260701093015, 2026-07-01T08:30:15Z",
        "SCH|A-1||||||||||^^^202607010930+0000, 2026-07-01T09:30:00Z",
        "SCH|A-1||||||||||^^^20260701093000.1234+0200, 2026-07-01T07:30:00.123400Z",
        "SCH|A-1||||||||||~^^^202612010930, 2026-12-01T09:30:00Z",
        "SCH|A-1!TQ1|1||||||202612010930, 2026-12-01T09:30:00Z",
        "SCH|A-1||||||||||^^^202612010930!TQ1|1||||||202612010930+0000, 2026-12-01T09:30:00Z",
        // The hour that comes twice: the first of the two.
        "SCH|A-1||||||||||^^^202610250130, 2026-10-25T00:30:00Z",
        "SCH|A-1||||||||||^^^202610250130+0000, 2026-10-25T01:30:00Z",
        "SCH|A-1||||||||||^^^202610250200, 2026-10-25T02:00:00Z"
    })
    void takesTheStartWhereItIsChecked(String segments, Instant start) {
        String message = MSH + segments.replace('!', '\r') + "\r";

        assertThat(request(message, CHECKED).start()).isEqualTo(start);
        assertThat(request(message, usual()).start()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // The hour that never comes.
        "SCH|A-1||||||||||^^^202603290130, SCH-11-4: start must be a date and time that the clocks of Europe/London show",
        "SCH|A-1||||||||||^^^20261201, SCH-11-4: start must be",
        "SCH|A-1||||||||||^^^202602300930, SCH-11-4: start must be",
        "SCH|A-1||||||||||^^^202612012400, SCH-11-4: start must be",
        "SCH|A-1||||||||||^^^2026-12-01T09:30:00Z, SCH-11-4: start must be",
        "SCH|A-1!TQ1|1||||||tomorrow, TQ1-7: start must be",
        "SCH|A-1, TQ1-7 or SCH-11-4: start is missing",
        "SCH|A-1||||||||||^^^\"\", TQ1-7 or SCH-11-4: start is missing",
        "SCH|A-1||||||||||^^^202612010930!TQ1|1||||||202612010945, start stands there more than once",
        "SCH|A-1||||||||||^^^202612010930~^^^202612080930, start stands there more than once"
    })
    void refusesAStartThatCannotBeChecked(String segments, String said) {
        assertThat(invalid(MSH + segments.replace('!', '\r') + "\r", CHECKED)
                        .problem()
                        .message())
                .contains(said);
    }

    @Test
    void aCancelledVisitHasNoStart() {
        Hl7Feed visits = Settings.usual().cancelledVisit("PV1-19");
        Hl7Feed feed = new Hl7Feed(
                visits.name(),
                visits.gate(),
                visits.appointmentId(),
                visits.cancelledVisit(),
                visits.nhsNumber(),
                visits.reason(),
                CHECKED.times(),
                visits.charset(),
                null);

        assertThat(request(MSH.replace("SIU^S15^SIU_S12", "ADT^A38") + "PV1" + "|".repeat(19) + "V-1\r", feed)
                        .start())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SCH",
                "SCH-0",
                "SCH1",
                "sch-1",
                "SCH-1-1-1-1",
                "SCH-1(0)",
                "/.SCH-1",
                "MSH-10",
                "SCH-23",
                "SCH-24-1"
            })
    void refusesAPlaceThatHoldsNoId(String place) {
        assertThatThrownBy(() -> AppointmentIdRule.at(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rxx-", "{id}{id}", "rxx {id}", "rxx/{id}", "{ID}"})
    void refusesATemplateThatMakesNoId(String template) {
        assertThatThrownBy(() -> AppointmentIdRule.at("SCH-1", template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{id} once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NHS", "^^^", "^^^^", "9990000018^^^NHS^NH", "^^^NHS^NH^X", "^03"})
    void refusesAShapeOfNoIdentifier(String shape) {
        assertThatThrownBy(() -> NhsNumberRule.of(List.of(shape)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no shape of an identifier");
    }

    @Test
    void refusesOtherSettingsThatAreWrong() {
        AppointmentIdRule id = AppointmentIdRule.at("SCH-1");
        assertThatThrownBy(() -> Hl7Feed.usual(" ", id)).hasMessageContaining("name");
        assertThatThrownBy(() -> Hl7Feed.usual("a\rb", id)).hasMessageContaining("name");
        assertThatThrownBy(() -> Settings.usual().charset(StandardCharsets.UTF_16))
                .hasMessageContaining("pas-1")
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> Settings.usual().charset(Charset.forName("IBM037")))
                .hasMessageContaining("IBM037");
        assertThatThrownBy(() -> new Hl7Gate(Set.of(), Set.of("PROD"), null)).hasMessageContaining("PROD");
        assertThatThrownBy(() -> new Hl7Gate(Set.of(), Set.of(), Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new Hl7Sender("", " ")).hasMessageContaining("MSH-3");
        assertThatThrownBy(
                        () -> new ReasonRule(ReasonRule.Place.SCH_6, Map.of("12", new Reason(null, "ill", null, null))))
                .hasMessageContaining("12");
        assertThatThrownBy(() ->
                        new ReasonRule(ReasonRule.Place.SCH_6, Map.of("12", new Reason("no uri", "ill", null, null))))
                .hasMessageContaining("the reason code '12': reason.system must be a URI");
        assertThatThrownBy(() -> Settings.usual().service(new TargetService("urn:s", "")))
                .hasMessageContaining("feed 'pas-1': targetService.value must be");
    }
}
