package org.barscancel.hl7;

import java.util.function.UnaryOperator;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.RequestFields;

/** Where a feed's messages hold the sender's own booking number, when they do not hold the appointment's id. */
public final class BookingNumberRule {
    private final FieldPath path;
    private final String system;

    private BookingNumberRule(FieldPath path, String system) {
        this.path = path;
        this.system = system;
    }

    /**
     * The number stands in a place.
     *
     * @param place such as {@code SCH-1}; component 1 where none is named
     * @param system of the Appointment's identifier that holds the number, a URI
     * @throws IllegalArgumentException when it is no such place, or one that never holds it, or no system
     */
    public static BookingNumberRule at(String place, String system) {
        SettingsCheck.requireNumber(new BookingNumber(system, "1"));
        return new BookingNumberRule(OnePlace.of(place), system);
    }

    void read(Segments message, RequestFields request) {
        OnePlace.read(path, "bookingNumber.value", UnaryOperator.identity(), message, request);
        request.put("bookingNumber.system", "the feed's settings", system);
    }

    FieldPath path() {
        return path;
    }

    @Override
    public String toString() {
        return path + " of " + system;
    }
}
