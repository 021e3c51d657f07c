package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.appointment.Given.OTHER_PATIENT;
import static org.barscancel.appointment.Given.PATIENT;
import static org.barscancel.appointment.Given.actor;
import static org.barscancel.appointment.Given.bytes;
import static org.barscancel.appointment.Given.containedPatient;
import static org.barscancel.appointment.Given.identifier;
import static org.barscancel.appointment.Given.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.barscancel.json.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientAnswersTest {
    @Test
    void comparesThePatientThatWasRead() {
        byte[] body = bytes(containedPatient("p1", PATIENT));

        assertThat(PatientAnswers.fromPatient(body, "p1", PATIENT)).isEqualTo(PatientEvidence.SAME);
        assertThat(PatientAnswers.fromPatient(body, "p1", OTHER_PATIENT)).isEqualTo(PatientEvidence.OTHER);
        assertThat(PatientAnswers.nhsNumber(body, "p1")).hasValue(PATIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{\"resourceType\":\"Patient\",\"id\":\"p1\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"9990000018\"}]}",
                "{\"resourceType\":\"Patient\",\"id\":\"p2\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\","
                        + "\"value\":\"9990000018\"}]}",
                "{\"resourceType\":\"Person\",\"id\":\"p1\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\","
                        + "\"value\":\"9990000018\"}]}"
            })
    void learnsNothingFromAnAnswerThatShowsNoNumberOfThatPatient(String body) {
        assertThat(PatientAnswers.fromPatient(bytes(body), "p1", PATIENT)).isEqualTo(PatientEvidence.READ_FAILED);
        assertThat(PatientAnswers.nhsNumber(bytes(body), "p1")).isEmpty();
    }

    @Test
    void cannotTellWhenThePatientHasTwoNumbersInUse() {
        byte[] body = bytes("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[" + identifier(PATIENT) + ","
                + identifier(OTHER_PATIENT) + "]}");

        assertThat(PatientAnswers.fromPatient(body, "p1", PATIENT)).isEqualTo(PatientEvidence.UNVERIFIABLE);
        assertThat(PatientAnswers.nhsNumber(body, "p1")).isEmpty();
    }

    @Test
    void findsTheAppointmentAmongThePatients() {
        List<JsonNode> found = results(
                "{\"resourceType\":\"OperationOutcome\",\"id\":\"a0\"}",
                appointment("a2", reference("Patient/p1")),
                appointment("a1", reference("Patient/p1")),
                appointment("a3", actor(PATIENT)));

        assertThat(PatientAnswers.fromSearch(found, "a1", PATIENT)).isEqualTo(PatientEvidence.SAME);
    }

    @Test
    void takesAnAppointmentThatIsNotAmongThemForAnotherPatients() {
        List<JsonNode> found = results(
                appointment("a11", actor(PATIENT)), "{\"resourceType\":\"Slot\",\"id\":\"a1\"}", "{\"id\":\"a1\"}");

        assertThat(PatientAnswers.fromSearch(found, "a1", PATIENT)).isEqualTo(PatientEvidence.OTHER);
        assertThat(PatientAnswers.fromSearch(List.of(), "a1", PATIENT)).isEqualTo(PatientEvidence.OTHER);
    }

    @Test
    void doesNotBelieveASearchThatAnswersWithOtherPatientsToo() {
        assertThat(PatientAnswers.fromSearch(
                        results(appointment("a1", reference("urn:uuid:1")), appointment("a2", actor(OTHER_PATIENT))),
                        "a1",
                        PATIENT))
                .isEqualTo(PatientEvidence.UNVERIFIABLE);
        assertThat(PatientAnswers.fromSearch(
                        results(appointment("a1", reference("Patient/p1")), appointment("a2", reference("Patient/p2"))),
                        "a1",
                        PATIENT))
                .isEqualTo(PatientEvidence.UNVERIFIABLE);
    }

    private static String appointment(String id, String actor) {
        return "{\"resourceType\":\"Appointment\",\"id\":\"" + id + "\"," + Given.participants(actor) + "}";
    }

    private static List<JsonNode> results(String... resources) {
        return Arrays.stream(resources).map(Sample::tree).toList();
    }
}
