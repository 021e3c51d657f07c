package org.barscancel.appointment;

/**
 * Whether a late request may cancel an appointment that was changed after the request came
 * ({@code bars.changed-appointments}).
 */
public enum ChangedAppointments {
    /** It may not: it may be another booking by now. */
    REFUSE,
    /** It may. */
    ALLOW
}
