package org.barscancel.appointment;

/** How an NHS number in the request is checked (R8, {@code bars.patient-check}). */
public enum PatientCheck {
    /** It must be shown to be the appointment's, if need be by asking the provider again. */
    VERIFY,
    /** It must not contradict the appointment. */
    WHEN_SHOWN,
    /** It is not checked. */
    OFF
}
