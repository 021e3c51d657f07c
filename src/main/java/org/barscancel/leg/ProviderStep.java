package org.barscancel.leg;

import org.barscancel.appointment.Decision;
import org.barscancel.appointment.PatientQuestion;
import org.barscancel.appointment.ReadAppointment;
import org.barscancel.cancellation.Cancellation;

/** What the provider leg does next. */
public sealed interface ProviderStep {
    /** Ask the provider's Patient whose appointment it is (R8), then decide again. */
    record AskPatient(Cancellation cancellation, ReadAppointment appointment, PatientQuestion.ReadPatient question)
            implements ProviderStep {}

    /** Ask whether the appointment is among the patient's (R8), then decide again. */
    record AskAppointments(
            Cancellation cancellation, ReadAppointment appointment, PatientQuestion.SearchAppointments question)
            implements ProviderStep {}

    /** Write the decision (R6). */
    record Put(Cancellation cancellation, Decision.Cancel decision) implements ProviderStep {}

    /** The run has ended. */
    record Ended(Verdict verdict) implements ProviderStep {}
}
