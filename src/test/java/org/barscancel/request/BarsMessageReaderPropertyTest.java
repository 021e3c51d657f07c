package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Bundle;

class BarsMessageReaderPropertyTest {
    private static final String PATIENT = "9693893123";
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final String XML = CONTEXT.newXmlParser()
            .encodeResourceToString(CONTEXT.newJsonParser()
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .parseResource(Bundle.class, BarsMessages.JSON));

    private final BarsMessageReader reader = new BarsMessageReader(CONTEXT, 100_000);

    @Property
    void neverFailsOnRandomBytes(@ForAll byte[] input) {
        check(input);
    }

    @Property(tries = 3_000)
    void neverFailsOnMutatedJson(@ForAll("cuts") Cut cut) {
        check(cut.of(BarsMessages.JSON).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 3_000)
    void neverFailsOnMutatedXml(@ForAll("cuts") Cut cut) {
        check(cut.of(XML).getBytes(StandardCharsets.UTF_8));
    }

    private void check(byte[] input) {
        Reading reading = reader.read(input, null);
        if (reading instanceof Reading.Unreadable unreadable) {
            assertThat(unreadable.problem().message()).doesNotContain(PATIENT);
            return;
        }
        assertThat(((Reading.Rows) reading).rows()).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(1);
            assertThat(row.toString()).doesNotContain(PATIENT);
            if (row instanceof Reading.Valid valid) {
                assertThat(FhirId.isValid(valid.request().appointmentId())).isTrue();
            } else {
                assertThat(((Reading.Invalid) row).problem().message()).doesNotContain(PATIENT);
            }
        });
    }

    /** A piece in place of a few characters, somewhere between beginning and end. */
    record Cut(double place, int length, String piece) {
        String of(String text) {
            int from = (int) (place * text.length());
            return text.substring(0, from) + piece + text.substring(Math.min(text.length(), from + length));
        }
    }

    @Provide
    Arbitrary<Cut> cuts() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(
                                "",
                                "\"",
                                "{",
                                "}",
                                "[]",
                                "null",
                                "7",
                                "<",
                                "/>",
                                "&x;",
                                "<!DOCTYPE a>",
                                "é",
                                "\0",
                                "urn:uuid:",
                                PATIENT,
                                "</Appointment>"))
                .as(Cut::new);
    }
}
