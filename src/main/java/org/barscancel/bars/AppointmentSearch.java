package org.barscancel.bars;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.NhsNumber;

/** Paths of searches for appointments, encoded, without a leading slash. */
public final class AppointmentSearch {
    private AppointmentSearch() {}

    /** All appointments of a patient (R8). */
    public static String ofPatient(NhsNumber nhsNumber) {
        return "Appointment?patient:identifier=" + token(NhsNumber.SYSTEM, nhsNumber.value());
    }

    /** The appointments of a booking number. */
    public static String ofNumber(BookingNumber number) {
        return "Appointment?identifier=" + token(number.system(), number.value());
    }

    private static String token(String system, String value) {
        return URLEncoder.encode(escaped(system) + "|" + escaped(value), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /** In a search, FHIR gives these characters a meaning of their own. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\,$|])", "\\\\$1");
    }
}
