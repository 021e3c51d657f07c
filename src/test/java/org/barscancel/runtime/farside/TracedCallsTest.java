package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TracedCallsTest {
    @Test
    void anAddressIsToldByItsTemplateAlone() {
        assertThat(Stream.of(
                                "/FHIR/R4/Appointment/abc",
                                "/FHIR/R4/DocumentReference?subject:identifier=x%7C1/Appointment",
                                "/metadata",
                                "/Patient/9",
                                "/FHIR/Appointment/abc/secret/else")
                        .map(TracedCalls::template))
                .containsExactly("Appointment/{id}", "DocumentReference?…", "metadata", "Patient/{id}", "other");
    }
}
