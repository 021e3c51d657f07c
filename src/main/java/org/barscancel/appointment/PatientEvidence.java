package org.barscancel.appointment;

/**
 * What is known about whose appointment it is, beyond what the appointment shows (R8). It holds for one reading of the
 * appointment: a new reading begins with {@link #NOT_ASKED}.
 */
public enum PatientEvidence {
    /** Nobody has asked. */
    NOT_ASKED,
    /** The Patient could not be read, or shows no NHS number: search next. */
    READ_FAILED,
    /** It is the patient the request names. */
    SAME,
    /** It is another patient. */
    OTHER,
    /** It cannot be found out. */
    UNVERIFIABLE
}
