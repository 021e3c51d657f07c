package org.barscancel.leg;

/** How the appointment of a booking number is looked up at the provider ({@code bars.resolve.booking-number}). */
public enum ResolveByBookingNumber {
    /** Not at all: a request must name its appointment's id. */
    NONE,
    /** Among the patient's appointments, so that a request must name the patient. */
    PATIENT,
    /** By a search for the number itself, where the provider has one. */
    IDENTIFIER
}
