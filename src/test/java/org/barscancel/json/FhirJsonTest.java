package org.barscancel.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Appointment/X1",
                "/Appointment/X1",
                "https://server.fire.ly/r4/Appointment/X1",
                "https://server.fire.ly/r4/Appointment/X1/_history/2",
                "https://server.fire.ly/r4/Appointment/X1?_format=json#top"
            })
    void findsTheIdAtTheEndOfAReference(String reference) {
        assertThat(FhirJson.idIn(reference, "Appointment")).hasValue("X1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X1",
                "#X1",
                "urn:uuid:X1",
                "AppointmentX/X1",
                "XAppointment/X1",
                "appointment/X1",
                "Appointment/X1/more",
                "Appointment?_id=X1",
                "https://x/?to=Appointment/X1",
                "Appointment/..",
                "Appointment/X 1",
                ""
            })
    void findsNoIdWhereThereIsNone(String reference) {
        assertThat(FhirJson.idIn(reference, "Appointment")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://fhir.nhs.uk/Id/nhs-number, true",
        "http://fhir.nhs.uk/Id/nhs-number, true",
        "https://fhir.nhs.uk/id/nhs-number, true",
        "https://fhir.nhs.uk/Id/nhs-number/, true",
        "https://fhir.nhs.uk/Id/nhs-number2, false",
        "https://fhir.nhs.wales/Id/nhs-number, false",
        "urn:https://fhir.nhs.uk/Id/nhs-number, false"
    })
    void comparesSystemsByWhatTheyMean(String system, boolean same) {
        assertThat(FhirJson.isSameSystem(system, "https://fhir.nhs.uk/Id/nhs-number"))
                .isEqualTo(same);
    }

    @Test
    void leavesOutIdentifiersThatAreNoLongerInUse() {
        assertThat(FhirJson.identifierValues(
                        Sample.tree(
                                        """
                                        {"identifier": [
                                          {"system": "http://s", "value": "1", "use": "old"},
                                          {"system": "http://s", "value": "2", "use": "official"},
                                          {"system": "http://other", "value": "3"},
                                          {"value": "4"}, {"system": "http://s"}, "5", null]}
                                        """)
                                .path("identifier"),
                        "http://s"))
                .containsExactly("2");
    }
}
