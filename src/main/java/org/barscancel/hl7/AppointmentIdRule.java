package org.barscancel.hl7;

import org.barscancel.request.RequestFields;

/** Where a feed's messages hold the appointment's id: one place and no other, since a guess cancels the wrong booking. */
public final class AppointmentIdRule {
    private static final String ID = "{id}";
    private static final String FIELD = "appointmentId";

    private final FieldPath path;
    private final String template;

    private AppointmentIdRule(FieldPath path, String template) {
        this.path = path;
        this.template = template;
    }

    /**
     * The id itself stands in a place.
     *
     * @param place such as {@code SCH-1}, {@code SCH-2-1} or {@code PV1-19}; component 1 where none is named
     * @throws IllegalArgumentException when it is no such place, or one that never holds it
     */
    public static AppointmentIdRule at(String place) {
        return at(place, ID);
    }

    /**
     * The requester's own booking number stands in a place, and the provider's id is made of it.
     *
     * @param place such as {@code SCH-1}
     * @param template the id, with {@code {id}} where the number goes, such as {@code barts-{id}}
     * @throws IllegalArgumentException when either is not valid
     */
    public static AppointmentIdRule at(String place, String template) {
        FieldPath path = OnePlace.of(place);
        int at = template.indexOf(ID);
        String around = template.replace(ID, "");
        if (at < 0 || template.indexOf(ID, at + 1) >= 0 || !around.matches("[A-Za-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("'" + template + "' is no template of an id: it must hold {id} once, and"
                    + " letters A to Z, digits, hyphens and dots around it");
        }
        return new AppointmentIdRule(path, template);
    }

    void read(Segments message, RequestFields request) {
        OnePlace.read(path, FIELD, value -> template.replace(ID, value), message, request);
    }

    FieldPath path() {
        return path;
    }

    @Override
    public String toString() {
        return path + " as " + template;
    }
}
