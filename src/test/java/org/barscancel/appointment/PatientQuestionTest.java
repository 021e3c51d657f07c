package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatientQuestionTest {
    @Test
    void tellsNothingOfThePatient() {
        assertThat(new PatientQuestion.ReadPatient("p1")).hasToString("ReadPatient");
        assertThat(new PatientQuestion.SearchAppointments(Given.PATIENT).toString())
                .doesNotContain(Given.PATIENT.value());
    }
}
