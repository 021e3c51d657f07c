package org.barscancel.hl7;

import org.barscancel.request.Reading;
import org.barscancel.request.RequestCheck;
import org.barscancel.request.RequestFields;

/**
 * Checks settings that become a part of requests by the requests' own schema, so that a wrong one is told at the start and
 * not with every message.
 */
final class SettingsCheck {
    private static final RequestCheck CHECK = new RequestCheck();

    private SettingsCheck() {}

    /** @throws IllegalArgumentException when a request with these fields is not valid */
    static void require(RequestFields fields) {
        if (CHECK.row(1, "", fields.put("appointmentId", "an id", "a")) instanceof Reading.Invalid invalid) {
            throw new IllegalArgumentException(invalid.problem().message());
        }
    }
}
