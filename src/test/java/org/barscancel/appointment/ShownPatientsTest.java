package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.appointment.Given.OTHER_PATIENT;
import static org.barscancel.appointment.Given.PATIENT;
import static org.barscancel.appointment.Given.actor;
import static org.barscancel.appointment.Given.contained;
import static org.barscancel.appointment.Given.containedPatient;
import static org.barscancel.appointment.Given.identifier;
import static org.barscancel.appointment.Given.participants;
import static org.barscancel.appointment.Given.reference;

import org.barscancel.json.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownPatientsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000018\"}",
                "{\"system\":\"http://fhir.nhs.uk/id/NHS-number/\",\"value\":\"999 000 0018\"}"
            })
    void seesTheNhsNumberOfAnActor(String identifier) {
        ShownPatients shown = shown(participants(reference("Practitioner/1"), "{\"identifier\":" + identifier + "}"));

        assertThat(shown.nhsNumber()).hasValue(PATIENT);
        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.SAME);
        assertThat(shown.compare(OTHER_PATIENT)).isEqualTo(PatientEvidence.OTHER);
    }

    @Test
    void seesTheContainedPatientAnActorRefersTo() {
        ShownPatients shown = shown(
                contained(containedPatient("p1", PATIENT), containedPatient("p2", OTHER_PATIENT)),
                participants(reference("#p1")));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.SAME);
        assertThat(shown.compare(OTHER_PATIENT)).isEqualTo(PatientEvidence.OTHER);
    }

    @Test
    void seesTheOnlyContainedPatient() {
        ShownPatients shown = shown(contained(containedPatient("p1", PATIENT)), participants(reference("urn:uuid:1")));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.SAME);
    }

    @Test
    void doesNotChooseBetweenTwoContainedPatients() {
        ShownPatients shown = shown(
                contained(containedPatient("p1", PATIENT), containedPatient("p2", OTHER_PATIENT)),
                participants(reference("urn:uuid:1")));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.NOT_ASKED);
        assertThat(shown.nhsNumber()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"RelatedPerson\"",
                "\"reference\":\"RelatedPerson/1\"",
                "\"reference\":\"https://x/RelatedPerson/1/_history/2\"",
                "\"reference\":\"#nobody\""
            })
    void doesNotTakeARelatedPersonForThePatient(String who) {
        ShownPatients shown = shown(participants("{" + who + ",\"identifier\":" + identifier(PATIENT) + "}"));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.NOT_ASKED);
    }

    @Test
    void doesNotTakeAContainedRelatedPersonForThePatient() {
        ShownPatients shown = shown(
                contained("{\"resourceType\":\"RelatedPerson\",\"id\":\"r1\",\"identifier\":[" + identifier(PATIENT)
                        + "]}"),
                participants(reference("#r1")));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.NOT_ASKED);
    }

    @Test
    void cannotTellWhenTheAskedPatientIsOneOfTwo() {
        ShownPatients shown = shown(participants(actor(PATIENT), actor(OTHER_PATIENT)));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.UNVERIFIABLE);
        assertThat(shown.nhsNumber()).isEmpty();
        assertThat(shown.several()).isTrue();
    }

    @Test
    void cannotTellWhenAnotherPatientShowsNoNumber() {
        ShownPatients shown = shown(participants(actor(PATIENT), reference("Patient/2")));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.UNVERIFIABLE);
        assertThat(shown.nhsNumber()).isEmpty();
    }

    @Test
    void cannotTellWhenOnePatientShowsTwoNumbers() {
        ShownPatients shown = shown(
                contained(containedPatient("p1", OTHER_PATIENT)),
                participants("{\"reference\":\"#p1\",\"identifier\":" + identifier(PATIENT) + "}"));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.UNVERIFIABLE);
    }

    @Test
    void takesAPatientNamedTwiceForOne() {
        ShownPatients shown = shown(participants(
                "{\"reference\":\"Patient/1\",\"identifier\":" + identifier(PATIENT) + "}",
                reference("https://x/fhir/Patient/1/_history/3")));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.SAME);
        assertThat(shown.patientId()).hasValue("1");
    }

    @Test
    void doesNotTakeTwoForOneBecauseNeitherShowsANumber() {
        ShownPatients shown = shown(participants(
                "{\"reference\":\"urn:uuid:1\",\"type\":\"Patient\"}",
                "{\"reference\":\"urn:uuid:2\",\"type\":\"Patient\"}"));

        assertThat(shown.several()).isTrue();
    }

    @Test
    void namesNoPatientIdWhenThereAreTwo() {
        assertThat(shown(participants(reference("Patient/1"), reference("Patient/2")))
                        .patientId())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/..", "Patient/", "Patient/1%2F..", "urn:uuid:1", "#1", "Patient?identifier=1"})
    void namesNoPatientIdThatCouldNotStandInAPath(String reference) {
        assertThat(shown(participants(reference(reference))).patientId()).isEmpty();
    }

    @Test
    void overlooksANumberThatIsNoneOrNoLongerInUse() {
        ShownPatients shown = shown(participants(
                "{\"identifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000019\"}}",
                "{\"type\":\"Patient\",\"identifier\":{\"use\":\"old\",\"system\":\"https://fhir.nhs.uk/Id/nhs-number\","
                        + "\"value\":\"9990000018\"}}"));

        assertThat(shown.compare(PATIENT)).isEqualTo(PatientEvidence.NOT_ASKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"participant\":null", "\"participant\":[null,{},{\"actor\":[]},5]", "\"contained\":7"})
    void survivesBrokenElements(String element) {
        assertThat(shown(element).compare(PATIENT)).isEqualTo(PatientEvidence.NOT_ASKED);
    }

    private static ShownPatients shown(String... elements) {
        return ShownPatients.in(Sample.tree("{" + String.join(",", elements) + "}"));
    }
}
