package org.barscancel.appointment;

import org.barscancel.request.NhsNumber;

/** What to ask the provider to find out whose appointment it is (R8). */
public sealed interface PatientQuestion {
    /**
     * {@code GET Patient/{id}}; {@link PatientAnswers#fromPatient} understands the answer.
     *
     * @param patientId a FHIR id
     */
    record ReadPatient(String patientId) implements PatientQuestion {
        /** Without the id (R23). */
        @Override
        public String toString() {
            return "ReadPatient";
        }
    }

    /**
     * {@code GET Appointment?patient:identifier=…}, all pages; {@link PatientAnswers#fromSearch} understands the
     * answer.
     */
    record SearchAppointments(NhsNumber nhsNumber) implements PatientQuestion {}
}
