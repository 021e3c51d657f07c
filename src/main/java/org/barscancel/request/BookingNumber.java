package org.barscancel.request;

/**
 * The number under which the requester itself knows a booking: a business identifier of the Appointment.
 *
 * @param system the identifier's system, a URI
 * @param value the number
 */
public record BookingNumber(String system, String value) {
    /** Without the number, which is somebody's (R23). */
    @Override
    public String toString() {
        return "BookingNumber[" + system + "]";
    }
}
