package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.problem.Problem;

class JsonRequestReaderPropertyTest {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final String PATIENT = "9693893124";
    private static final byte[] SOUND =
            """
            [{"requestId":"r1","appointmentId":"aca94bdb-2e38","status":"cancelled","reason":{"text":"ill"},
              "nhsNumber":"9693893123","start":"2026-12-01T09:30:00+00:00",
              "targetService":{"system":"urn:x","value":"1"}},{"appointmentId":"a2"}]"""
                    .getBytes(StandardCharsets.UTF_8);

    private final JsonRequestReader reader = new JsonRequestReader(1 << 20);

    @Property
    void neverFailsOnRandomBytes(@ForAll byte[] input) {
        check(reader.read(input));
    }

    @Property(tries = 5_000)
    void neverFailsOnMutatedJson(@ForAll("mutations") byte[] input) {
        check(reader.read(input));
    }

    @Property
    void takesAnyTextAsAnIdOnlyWhenItIsOne(@ForAll String id) {
        Reading reading = reader.read(
                ("{\"appointmentId\":" + JsonNodeFactory.instance.textNode(id) + "}").getBytes(StandardCharsets.UTF_8));

        check(reading);
        if (reading instanceof Reading.Rows rows) {
            assertThat(rows.rows().get(0) instanceof Reading.Valid).isEqualTo(FhirId.isValid(id));
        }
    }

    @Property
    void neverRepeatsAValue(@ForAll("fields") String field) {
        String input = "{\"appointmentId\":\"a/1\",\"" + field + "\":\"" + PATIENT + "\"}";
        Reading.Rows rows = (Reading.Rows) reader.read(input.getBytes(StandardCharsets.UTF_8));
        Problem problem = ((Reading.Invalid) rows.rows().get(0)).problem();

        assertThat(problem.message()).doesNotContain(PATIENT);
    }

    private static void check(Reading reading) {
        if (!(reading instanceof Reading.Rows rows)) {
            return;
        }
        int number = 1;
        for (Reading.Row row : rows.rows()) {
            assertThat(row.number()).isEqualTo(number++);
            if (row instanceof Reading.Valid valid) {
                assertThat(valid.request().appointmentId()).matches(ID).isNotIn(".", "..");
            } else if (row instanceof Reading.Invalid invalid && invalid.appointmentId() != null) {
                assertThat(invalid.appointmentId()).matches(ID);
            }
        }
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        return Mutations.of(SOUND, "", "\"", "{", "}", "[", "]", ",", ":", "\\", "/", "\u0000", "é", "../");
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                "status", "correlationId", "nhsNumber", "start", "reason", "targetService", "unknown", PATIENT);
    }
}
