package org.barscancel.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a reader of another format found it: texts under the names of the published schema, and what its own
 * format calls each of them, so that a problem points to the right place of the input. Not for several threads.
 */
public final class RequestFields {
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");

    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();

    /**
     * Adds what stands in a place of the input.
     *
     * @param field the schema's name, with a dot where an object lies in between, such as {@code reason.text}
     * @param place what the input's own format calls it, such as {@code SCH-1}; never a value of the input
     * @param value the text; null when there is none
     */
    public RequestFields put(String field, String place, @Nullable String value) {
        places.put(field, place);
        if (value != null) {
            int dot = field.indexOf('.');
            ObjectNode object = dot < 0 ? values : values.withObjectProperty(field.substring(0, dot));
            String name = field.substring(dot + 1);
            if (field.equals(RequestCheck.DRY_RUN) && BOOLEAN.matcher(value).matches()) {
                object.put(name, Boolean.parseBoolean(value));
            } else {
                object.put(name, value);
            }
        }
        return this;
    }

    /**
     * Adds a fault that the reader itself found.
     *
     * @param field the schema's name
     * @param place what the input's own format calls it
     * @param fault a phrase without a value of the input (R23), such as {@code "is no local time"}
     */
    public RequestFields fault(String field, String place, String fault) {
        places.put(field, place);
        faults.put(field, field + " " + fault);
        return this;
    }

    ObjectNode json() {
        return values;
    }

    Map<String, String> faults() {
        return faults;
    }

    /** A fault with its place before it, unless the place has the field's own name. */
    String placed(String field, String fault) {
        String place = places.get(field);
        return place == null || place.equals(field) ? fault : place + ": " + fault;
    }

    /** Without the values (R23). */
    @Override
    public String toString() {
        return "RequestFields" + places.keySet();
    }
}
