package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.barscancel.cancellation.Leg;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayReaderTest {
    @Test
    void readsWhatNamesAGroup() {
        assertThat(
                        selection(
                                """
                        {"problem": "unavailable", "leg": "registry", "requester": "pas-1",
                         "from": "2026-12-01T09:30:00+01:00", "to": "2026-12-02T00:00:00Z"}"""))
                .isEqualTo(new ReplaySelection(
                        null,
                        ProblemCode.UNAVAILABLE,
                        Leg.REGISTRY,
                        "pas-1",
                        Instant.parse("2026-12-01T08:30:00Z"),
                        Instant.parse("2026-12-02T00:00:00Z")));
    }

    @Test
    void readsThatEverythingIsMeantOnlyWhenThatIsSaid() {
        assertThat(selection("{\"all\": true}")).isEqualTo(new ReplaySelection(null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"all\": false}", "{\"all\": true, \"leg\": \"provider\"}"})
    void doesNotTakeNothingForEverything(String body) {
        assertThat(why(body)).contains("\"all\": true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"problem\": \"unavailble\"}|problem must be one of ",
                "{\"problem\": \"malformed\"}|problem must be one of ",
                "{\"leg\": \"third\"}|leg must be one of provider, registry",
                "{\"requester\": 7}|requester must be a text",
                "{\"requester\": \" \"}|requester must be a text",
                "{\"from\": \"2026-12-01\"}|from must be a date and time with its offset",
                "{\"to\": 5}|to must be a date and time with its offset",
                "{\"all\": \"yes\"}|all must be true",
                "{\"al\": true}|field 'al' is not known",
                "{\"999 000 0018\": true}|a field is not known",
                "[]|not a JSON object",
                "{\"leg\": \"provider\", \"leg\": \"registry\"}|twice",
                "{\"leg\": \"provider\"} x|not JSON",
                "{|not JSON"
            })
    void namesTheFaultAndRepeatsNoValue(String body, String fault) {
        assertThat(why(body)).contains(fault.replace("one of ", "one of ")).doesNotContain("999", "unavailble");
    }

    @Test
    void aDiscardNamesAGroupAsAReplayDoesAndSaysWhy() {
        assertThat(ReplayReader.readDiscard(
                        utf8("{\"problem\": \"malformed\", \"note\": \" Sent anew by the PAS. \"}")))
                .isEqualTo(new ReplayReader.Noted(
                        new ReplaySelection(null, ProblemCode.MALFORMED, null, null, null, null),
                        "Sent anew by the PAS."));
        assertThat(ReplayReader.readNote(utf8("{\"note\": \"Rang the ward on 020 7946 0123.\"}")))
                .isInstanceOf(ReplayReader.Noted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"note\": \" \"}",
                "{\"note\": 7}",
                "{\"note\": \"one\\ntwo\"}",
                "{\"note\": \"a\\u202Eb\"}",
                "{\"note\": \"Patient 9990000018 was told.\"}",
                "{\"note\": \"Patient 999 000 0018 was told.\"}",
                "{\"note\": \"Patient 999.000.0018 was told.\"}",
                "{\"note\": \"Patient 999-000-0018\"}",
                "{\"note\": \"\\uFF19\\uFF19\\uFF19 0000018\"}"
            })
    void takesNoNoteThatIsNoneOrNamesAPatientByNumber(String body) {
        assertThat(ReplayReader.readNote(utf8(body)))
                .isInstanceOfSatisfying(ReplayReader.Faulty.class, faulty -> assertThat(faulty.why())
                        .contains("note must be a text of 1 to 500 printable characters")
                        .doesNotContain("0018"));
    }

    @Test
    void takesNoNoteThatIsTooLongAndNothingBesideTheNoteOfOne() {
        assertThat(ReplayReader.readNote(utf8("{\"note\": \"" + "x".repeat(501) + "\"}")))
                .isInstanceOf(ReplayReader.Faulty.class);
        assertThat(ReplayReader.readNote(utf8("{\"note\": \"x\", \"leg\": \"provider\"}")))
                .isInstanceOf(ReplayReader.Faulty.class);
        assertThat(ReplayReader.readDiscard(utf8("{\"note\": \"x\"}")))
                .isInstanceOfSatisfying(ReplayReader.Faulty.class, faulty -> assertThat(faulty.why())
                        .contains("to discard everything, \"all\": true"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void neverFails(@ForAll byte[] body) {
        assertThat(ReplayReader.read(body)).isNotNull();
        assertThat(ReplayReader.readDiscard(body)).isNotNull();
    }

    private static ReplaySelection selection(String body) {
        return ((ReplayReader.Selected) read(body)).selection();
    }

    private static String why(String body) {
        return ((ReplayReader.Faulty) read(body)).why();
    }

    private static ReplayReader.ReplayReading read(String body) {
        return ReplayReader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
