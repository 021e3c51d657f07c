package org.barscancel.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.util.Terser;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.request.Reading;
import org.barscancel.request.Reason;

class Hl7PropertyTest {
    private static final HapiContext HAPI = Hl7AcknowledgementTest.hapi();
    private static final String SECRET = "Zq7";
    /** Every value that is no control field holds the secret. */
    private static final String MESSAGE =
            "FHS|^~\\&|Zq7\rMSH|^~\\&|PAS|RXX|TIE|BARS|20261122115900|Zq7|SIU^S15^SIU_S12|M-1|P|2.5|Zq7\r"
                    + "PID|1|Zq7|9990000018^^^NHS^NH~Zq7^^^Zq7^Zq7||Zq7^Zq7\rSCH|A-Zq7|Zq7|||||7^Zq7|Zq7^Zq7|||^^^202612010930\r"
                    + "NTE|1||Zq7\\T\\Zq7\rTQ1|1||||||202612010930\rPV1|1|O|||||||||||||||||Zq7\rBTS|1|Zq7\r";

    private static final List<String> PIECES = List.of(
            "|",
            "^",
            "~",
            "\\",
            "&",
            "\r",
            "\n",
            "\u000B",
            "\u001C",
            "\"\"",
            "MSH|",
            "SCH|",
            "PID|",
            "\\X0A\\",
            "Zq7",
            "é",
            "\u0000",
            " ",
            "2.9",
            "SIU^S14",
            "FTS|",
            "9",
            "MSH|^~\\&|PAS\r");

    private static final Hl7Feed FEED = feed();

    private final Hl7Acknowledgement acknowledgement =
            new Hl7Acknowledgement(Clock.fixed(Given.NOW, ZoneOffset.UTC), () -> "C7");

    @Property(tries = 4000)
    void answersAnyMutationAndNeverShowsAValue(@ForAll long seed) {
        byte[] input = mutated(new Random(seed)).getBytes(seed % 3 == 0 ? ISO_8859_1 : UTF_8);

        Hl7Reading reading = Given.read(input, FEED);

        assertThat(reading.toString() + reading.reading()).doesNotContain(SECRET);
        if (reading instanceof Hl7Reading.Messages messages) {
            assertThat(messages.messages()).isNotEmpty().allSatisfy(this::isAnswered);
        }
    }

    @Property(tries = 1000)
    void answersAnyBytes(@ForAll byte[] input) {
        Hl7Reading reading = Given.read(input, FEED);

        assertThat(reading.reading()).isNotNull();
    }

    @Property(tries = 1000)
    void answersAnyBytesAfterAHeader(@ForAll byte[] rest) {
        byte[] head = Given.MSH.strip().getBytes(UTF_8);
        byte[] input = new byte[head.length + rest.length];
        System.arraycopy(head, 0, input, 0, head.length);
        System.arraycopy(rest, 0, input, head.length, rest.length);

        assertThat(((Hl7Reading.Messages) Given.read(input, FEED)).messages())
                .isNotEmpty()
                .allSatisfy(this::isAnswered);
    }

    /** HAPI's own parser is the oracle for text without escapes. */
    @Property(tries = 1000)
    void findsWhatHapiFinds(@ForAll("fields") List<String> fields) throws HL7Exception {
        String text = Given.MSH + "SCH|" + String.join("|", fields) + "|x\r";
        Message parsed = HAPI.getPipeParser().parse(text);
        Segment expected = (Segment) parsed.get("SCH");

        Segments found = Segments.of(text, new EncodingCharacters('|', "^~\\&"), UTF_8);

        org.barscancel.hl7.Segment schedule = found.all("SCH").get(0);
        for (int field = 1; field <= fields.size(); field++) {
            for (int component = 1; component <= 3; component++) {
                List<String> repetitions = schedule.repetitions(field);
                String ours = repetitions.isEmpty() ? null : schedule.value(repetitions.get(0), component, 1);
                String theirs = Terser.get(expected, field, firstFilled(fields.get(field - 1)), component, 1);
                assertThat(ours).isEqualTo(theirs == null || theirs.isBlank() ? null : theirs.strip());
            }
        }
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.strings()
                .withChars("ab1-.^~& é")
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static int firstFilled(String field) {
        int repetition = 0;
        for (String part : field.split("~", -1)) {
            if (!part.isEmpty()) {
                return repetition;
            }
            repetition++;
        }
        return 0;
    }

    private void isAnswered(Hl7Message message) {
        Reading.Row row = message.row();
        String said = row instanceof Reading.Invalid invalid ? invalid.problem().toString() : "";
        assertThat(said + row + message).doesNotContain(SECRET);
        if (row instanceof Reading.Invalid invalid) {
            assertThat(invalid.problem().message()).isNotBlank();
        }
        byte[] answer = (row instanceof Reading.Invalid invalid
                        ? acknowledgement.refused(message.header(), invalid.problem())
                        : acknowledgement.accepted(message.header()))
                .orElse(null);
        if (answer != null) {
            String text = new String(answer, ISO_8859_1);
            char separator = text.charAt(3);
            assertThat(text).startsWith("MSH" + separator).endsWith("\r").contains("\rMSA" + separator);
            assertThat(text.length()).isLessThan(3000);
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(MESSAGE);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                case 3 -> text.replace(at, valueEnd(text, at), SECRET);
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            }
            if (text.length() == 0) {
                return "";
            }
        }
        return text.toString();
    }

    private static int valueEnd(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && "|^~&\\\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static Hl7Feed feed() {
        Hl7Feed usual = Given.usual();
        return new Hl7Feed(
                usual.name(),
                usual.gate(),
                usual.appointmentId(),
                AppointmentIdRule.at("PV1-19"),
                usual.nhsNumber(),
                new ReasonRule(ReasonRule.Place.SCH_6, Map.of("7", new Reason("urn:r", "7", null, null))),
                new TimeRule(ZoneId.of("Europe/London"), true),
                usual.charset(),
                null);
    }
}
