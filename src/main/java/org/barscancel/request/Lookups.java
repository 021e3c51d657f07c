package org.barscancel.request;

import org.jspecify.annotations.Nullable;

/**
 * Which requests may come without their appointment's id, since the appointment can be looked up.
 *
 * @param patientAndStart whether NHS number and start may stand for the id
 * @param bookingNumber whether a booking number may
 * @param numberNeedsPatient whether a booking number is looked up among a patient's appointments only
 * @param numberSystem the system of booking numbers that come without one
 */
public record Lookups(
        boolean patientAndStart, boolean bookingNumber, boolean numberNeedsPatient, @Nullable String numberSystem) {
    /** Every request must name the id. */
    public static final Lookups NONE = new Lookups(false, false, false, null);

    static final String PATIENT_AND_START = "bars.resolve.patient-and-start";
    static final String BOOKING_NUMBER = "bars.resolve.booking-number";
    static final String SYSTEM = "bars.resolve.booking-number-system";
}
