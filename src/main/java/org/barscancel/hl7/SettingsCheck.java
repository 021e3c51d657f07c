package org.barscancel.hl7;

import org.barscancel.request.BookingNumber;
import org.barscancel.request.Lookups;
import org.barscancel.request.Reading;
import org.barscancel.request.RequestCheck;
import org.barscancel.request.RequestFields;

/**
 * Checks settings that become a part of requests by the requests' own schema, so that a wrong one is told at the start and
 * not with every message.
 */
final class SettingsCheck {
    private static final RequestCheck CHECK = new RequestCheck(new Lookups(true, true, false, null));

    private SettingsCheck() {}

    /** @throws IllegalArgumentException when a request with these fields is not valid */
    static void require(RequestFields fields) {
        check(fields.put("appointmentId", "an id", "a"));
    }

    /** @throws IllegalArgumentException when a request with that number is not valid */
    static void requireNumber(BookingNumber number) {
        check(new RequestFields()
                .put("bookingNumber.system", "booking-number-system", number.system())
                .put("bookingNumber.value", "booking-number", number.value()));
    }

    private static void check(RequestFields fields) {
        if (CHECK.row(1, "", fields) instanceof Reading.Invalid invalid) {
            throw new IllegalArgumentException(invalid.problem().message());
        }
    }
}
