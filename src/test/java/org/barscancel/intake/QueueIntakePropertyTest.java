package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.request.Reading;

/** Whatever comes on the request queue ends as rows, and says nothing of what it holds. */
class QueueIntakePropertyTest {
    private static final String PATIENT = "9990000018";

    private static final List<String> FORMATS = List.of(
            "{\"appointmentId\":\"a1\",\"nhsNumber\":\"" + PATIENT + "\"}",
            "appointmentId,nhsNumber\r\na1," + PATIENT + "\r\n\"a2\",\r\n",
            "BHS|^~\\&\r" + Feeds.message("M-1", "a1") + "PID|||" + PATIENT + "^^^NHS^NH\rBTS|1\r",
            "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"id\":\"" + PATIENT + "\",\"entry\":[]}",
            "<Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"" + PATIENT + "\"/><type value=\"message\"/></Bundle>");

    private final QueueIntake intake = Readers.queue(2_000, Clock.systemUTC());

    @Property(tries = 2_000)
    void neverFailsOnMutationsOfAnyFormat(@ForAll("inputs") String input, @ForAll boolean decoded) {
        check(input.getBytes(StandardCharsets.UTF_8), decoded, null);
    }

    @Property(tries = 500)
    void neverFailsOnRandomBytesCalledCsv(@ForAll byte[] input, @ForAll boolean decoded) {
        check(input, decoded, "csv");
    }

    private void check(byte[] input, boolean decoded, String format) {
        Arrival arrival = intake.read(input, decoded, "ID:1", "pas-1", null, DryRunWish.NONE, format);

        assertThat(arrival.rows().rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.toString()).doesNotContain(PATIENT);
            if (row instanceof Reading.Invalid invalid) {
                assertThat(invalid.problem().toString()).doesNotContain(PATIENT);
            }
        });
    }

    /** One format, with a piece of another in place of a few of its characters. */
    @Provide
    Arbitrary<String> inputs() {
        Arbitrary<String> pieces = Arbitraries.of(
                "",
                "\"",
                "{",
                "]",
                "<",
                "&x;",
                "<!DOCTYPE a>",
                "\r",
                "|",
                ",",
                "\0",
                "\uFEFF",
                "MSH|",
                "BTS|7\r",
                PATIENT);
        return Combinators.combine(
                        Arbitraries.of(FORMATS),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.oneOf(pieces, Arbitraries.of(FORMATS)))
                .as((text, place, length, piece) -> {
                    int from = (int) (place * text.length());
                    return text.substring(0, from) + piece + text.substring(Math.min(text.length(), from + length));
                });
    }
}
