package org.barscancel.hl7;

import java.util.function.UnaryOperator;
import org.barscancel.request.RequestFields;
import org.jspecify.annotations.Nullable;

/** A field of a request that stands in one place of a feed's messages and in no other, since a guess cancels the wrong booking. */
final class OnePlace {
    private OnePlace() {}

    /**
     * A place that may hold what names an appointment.
     *
     * @throws IllegalArgumentException when it is no place, or one that never does
     */
    static FieldPath of(String place) {
        FieldPath path = FieldPath.parse(place);
        if (path.segment().equals("MSH")) {
            throw new IllegalArgumentException("MSH holds no appointment id; " + place + " cannot be its place");
        }
        if (path.segment().equals("SCH") && (path.field() == 23 || path.field() == 24)) {
            throw new IllegalArgumentException(
                    place + " is the parent's id (of a series), never the appointment's; name another place");
        }
        return path;
    }

    /**
     * Reads it.
     *
     * @param field the schema's name
     * @param meaning makes the field's value of what stands there
     */
    static void read(
            FieldPath path, String field, UnaryOperator<String> meaning, Segments message, RequestFields request) {
        var found = message.values(path);
        if (found.isEmpty()) {
            request.fault(field, path.text(), "is missing");
        } else if (found.size() > 1) {
            request.fault(field, path.text(), "stands there more than once, with different values");
        } else if (!found.get(0).whole()) {
            request.fault(field, path.text(), "is the last the input holds, so its end may be missing");
        } else {
            request.put(field, path.text(), meaning.apply(found.get(0).value()));
        }
    }

    /** The one value that stands there; null when there is none, or more than one. */
    static @Nullable String value(FieldPath path, Segments message) {
        var found = message.values(path);
        return found.size() == 1 ? found.get(0).value() : null;
    }
}
