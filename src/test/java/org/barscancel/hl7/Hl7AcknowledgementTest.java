package org.barscancel.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.hl7.Given.MSH;
import static org.barscancel.hl7.Given.SCH;
import static org.barscancel.hl7.Given.usual;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7AcknowledgementTest {
    private static final Problem PROBLEM =
            new Problem(ProblemCode.INVALID_FIELD, "Not valid: SCH-1: appointmentId | is missing.");
    private static final HapiContext HAPI = hapi();

    private final Hl7Acknowledgement acknowledgement =
            new Hl7Acknowledgement(Clock.fixed(Given.NOW, ZoneOffset.UTC), () -> "C7");

    @Test
    void acceptsAMessage() {
        assertThat(text(acknowledgement.accepted(header(MSH))))
                .isEqualTo("MSH|^~\\&|TIE|BARS|PAS|RXX|20261122120000+0000||ACK^S15^ACK|C7|P|2.4\rMSA|AA|M-1\r");
    }

    @Test
    void refusesAMessageOfAnOldVersion() {
        assertThat(text(acknowledgement.refused(header(MSH), PROBLEM)))
                .isEqualTo("MSH|^~\\&|TIE|BARS|PAS|RXX|20261122120000+0000||ACK^S15^ACK|C7|P|2.4\r"
                        + "MSA|AR|M-1|invalid-field: Not valid: SCH-1: appointmentId \\F\\ is missing.\r"
                        + "ERR|^^^102&Data type error&HL70357\r");
    }

    @Test
    void refusesAMessageOfANewerVersion() {
        assertThat(text(acknowledgement.refused(header(MSH.replace("2.4", "2.5.1")), PROBLEM)))
                .endsWith("|2.5.1\r"
                        + "MSA|AR|M-1|invalid-field: Not valid: SCH-1: appointmentId \\F\\ is missing.\r"
                        + "ERR|||102^Data type error^HL70357|E|invalid-field|||invalid-field: Not valid: SCH-1: appointmentId"
                        + " \\F\\ is missing. Correct the named field and send the request again.\r");
        assertThat(text(acknowledgement.refused(header(MSH.replace("2.4", "2.8")), PROBLEM)))
                .contains("\rMSA|AR|M-1\rERR|||102^");
    }

    @Test
    void asksForAMessageAgain() {
        assertThat(text(acknowledgement.unavailable(header(MSH.replace("2.4", "2.5")))))
                .contains("\rMSA|AE|M-1|")
                .contains("\rERR|||207^Application internal error^HL70357|E|unavailable|||")
                .contains("Send it again later.");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', AA, AR, AE",
        "AL, '', CA, CR, CE",
        "AL, AL, CA, CR, CE",
        "AL, NE, CA, CR, CE",
        "NE, AL, AA, AR, AE",
        "'', AL, AA, AR, AE",
        "NE, NE, , , ",
        "NE, '', , , ",
        "'', NE, , , ",
        "ER, NE, , CR, CE",
        "ER, AL, AA, CR, CE",
        "SU, NE, CA, , ",
        "SU, ER, CA, AR, AE",
        "NE, ER, , AR, AE",
        "NE, SU, AA, , ",
        "??, '', CA, CR, CE"
    })
    void sendsWhatTheSenderWants(String accept, String application, String yes, String no, String later) {
        Hl7Header header = header(MSH.strip() + "|||" + accept + "|" + application + "\r");

        assertThat(code(acknowledgement.accepted(header))).isEqualTo(yes);
        assertThat(code(acknowledgement.refused(header, PROBLEM))).isEqualTo(no);
        assertThat(code(acknowledgement.unavailable(header))).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(strings = {" 417", "A\\T\\1", "A\\X41\\^2&~", "\u00e9\u0080", "a b "})
    void echoesTheIdOfTheMessageExactly(String id) {
        assertThat(text(acknowledgement.accepted(latin(MSH.replace("M-1", id)))))
                .endsWith("\rMSA|AA|" + id + "\r");
    }

    @Test
    void keepsSeparatorsAndCharacterSet() {
        Hl7Header header = latin("MSH#*+?%#P*A#R%X#T#B#20261122##SIU*S17#M-1#T*I#2.5*GBR######8859/1\r");

        assertThat(text(acknowledgement.refused(header, PROBLEM)))
                .startsWith("MSH#*+?%#T#B#P*A#R%X#20261122120000?")
                .contains("##ACK*S17*ACK#C7#T*I#2.5*GBR######8859/1\rMSA#AR#M-1#")
                .contains("\rERR###102*Data type error*HL70357#E#invalid-field###");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2.1", "2.9", "3", "two", "2.44444"})
    void answersInAVersionThatIsUnderstood(String version) throws HL7Exception {
        String answer = text(acknowledgement.refused(header(MSH.replace("2.4", version)), PROBLEM));

        boolean echoed = version.matches("2\\.[0-9]");
        assertThat(answer.lines().findFirst().orElseThrow()).endsWith("|P|" + (echoed ? version : "2.5"));
    }

    @Test
    void answersAMessageWhoseHeaderCannotBeRead() throws HL7Exception {
        String answer = text(acknowledgement.refused(Hl7Header.UNKNOWN, new Problem(ProblemCode.MALFORMED, "No MSH.")));

        assertThat(answer)
                .isEqualTo("MSH|^~\\&|||||20261122120000+0000||ACK|C7|P|2.5\rMSA|AR||malformed: No MSH.\r"
                        + "ERR|||102^Data type error^HL70357|E|malformed|||malformed: No MSH. Correct the file or message"
                        + " and send it again.\r");
        assertThat(new Terser(HAPI.getPipeParser().parse(answer)).get("MSA-1")).isEqualTo("AR");
    }

    @Test
    void boundsWhatItEchoesAndSays() {
        Hl7Header header = header(MSH.replace("M-1", "9".repeat(5000))
                .replace("PAS", "P".repeat(5000))
                .replace("2.4", "2.5"));
        Problem problem = new Problem(ProblemCode.MALFORMED, "é\n" + "x".repeat(5000));

        String answer = text(acknowledgement.refused(header, problem));

        assertThat(answer).hasSizeLessThan(1000).contains("malformed: ??xxx").contains("xxx...");
        assertThat(answer.chars()).allMatch(c -> c < 127);
    }

    @Test
    void echoesNothingButControlFields() {
        Hl7Header header = header(MSH.replace("||SIU^S15^SIU_S12", "|Secret|Secret^Name^Secret")
                .replace("|P|2.4", "|P|2.4|Secret|Secret|||Secret"));

        assertThat(text(acknowledgement.accepted(header)))
                .doesNotContain("Secret")
                .contains("||ACK|C7|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8"})
    void isReadByAnotherParser(String version) throws HL7Exception {
        Hl7Header header = header(MSH.replace("2.4", version));

        Message accepted = HAPI.getPipeParser().parse(text(acknowledgement.accepted(header)));
        Message refused = HAPI.getPipeParser().parse(text(acknowledgement.refused(header, PROBLEM)));

        assertThat(accepted.getVersion()).isEqualTo(version);
        assertThat(new Terser(accepted).get("MSA-1")).isEqualTo("AA");
        assertThat(new Terser(accepted).get("MSA-2")).isEqualTo("M-1");
        assertThat(new Terser(accepted).get("MSH-5")).isEqualTo("PAS");
        assertThat(new Terser(refused).get("MSA-1")).isEqualTo("AR");
        assertThat(
                        version.compareTo("2.5") < 0
                                ? new Terser(refused).get("ERR-1-4-1")
                                : new Terser(refused).get("ERR-3-1"))
                .isEqualTo("102");
        if (version.compareTo("2.5") >= 0) {
            assertThat(new Terser(refused).get("ERR-8")).contains("appointmentId | is missing");
        }
    }

    private static Hl7Header header(String msh) {
        return Given.message(msh + SCH, usual()).header();
    }

    private static Hl7Header latin(String msh) {
        byte[] message = (msh + SCH).getBytes(StandardCharsets.ISO_8859_1);
        return ((Hl7Reading.Messages) Given.read(message, usual()))
                .messages()
                .get(0)
                .header();
    }

    private static String text(Optional<byte[]> answer) {
        return new String(answer.orElseThrow(), StandardCharsets.ISO_8859_1);
    }

    private static String code(Optional<byte[]> answer) {
        return answer.isEmpty()
                ? null
                : text(answer).lines().skip(1).findFirst().orElseThrow().substring(4, 6);
    }

    static HapiContext hapi() {
        HapiContext context = new DefaultHapiContext(new GenericModelClassFactory());
        context.setValidationContext(ValidationContextFactory.noValidation());
        return context;
    }
}
