package org.barscancel.appointment;

/** Whether an appointment whose start has passed may be cancelled (R10, {@code bars.past-appointments}). */
public enum PastAppointments {
    /** It may not. */
    REFUSE,
    /** It may. */
    ALLOW
}
