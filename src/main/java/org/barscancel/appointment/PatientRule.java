package org.barscancel.appointment;

import java.util.Optional;
import org.barscancel.appointment.PatientQuestion.ReadPatient;
import org.barscancel.appointment.PatientQuestion.SearchAppointments;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/** Right patient (R8): what the appointment shows comes first, what the provider answers second. */
record PatientRule(PatientCheck check) {
    /**
     * Whose appointment it is, as far as it is known; SAME also when nobody asks.
     *
     * @param asked the NHS number of the request
     * @param evidence what asking the provider has brought so far
     */
    PatientEvidence settle(@Nullable NhsNumber asked, ReadAppointment appointment, PatientEvidence evidence) {
        if (asked == null || check == PatientCheck.OFF) {
            return PatientEvidence.SAME;
        }
        PatientEvidence shown = appointment.patients().compare(asked);
        if (shown != PatientEvidence.NOT_ASKED) {
            return shown;
        }
        if (check == PatientCheck.WHEN_SHOWN) {
            return PatientEvidence.SAME;
        }
        // An answer about one of several patients says nothing about the others.
        return appointment.patients().several() ? PatientEvidence.UNVERIFIABLE : evidence;
    }

    static Optional<Problem> problem(PatientEvidence patient) {
        return switch (patient) {
            case OTHER ->
                Optional.of(new Problem(
                        ProblemCode.PATIENT_MISMATCH,
                        "The appointment belongs to another patient than the one the request names."));
            case UNVERIFIABLE ->
                Optional.of(new Problem(
                        ProblemCode.PATIENT_UNVERIFIED,
                        "It cannot be verified that the appointment belongs to the patient the request names,"
                                + " and to no other."));
            case SAME, NOT_ASKED, READ_FAILED -> Optional.empty();
        };
    }

    /** What to ask the provider next; empty when nothing is open. */
    static Optional<PatientQuestion> question(
            @Nullable NhsNumber asked, ReadAppointment appointment, PatientEvidence patient) {
        if (asked == null || patient == PatientEvidence.SAME) {
            return Optional.empty();
        }
        PatientQuestion search = new SearchAppointments(asked);
        return Optional.of(
                patient == PatientEvidence.NOT_ASKED
                        ? appointment
                                .patientId()
                                .<PatientQuestion>map(ReadPatient::new)
                                .orElse(search)
                        : search);
    }
}
