package org.barscancel.request;

import java.util.regex.Pattern;

/**
 * Names of fields as a message may show them: a name that is no plain word, or holds more digits than a field's does, may
 * be a patient's data (R23).
 */
final class FieldNames {
    private static final Pattern PLAIN = Pattern.compile("(?!(?:.*\\d){5})[A-Za-z_][A-Za-z0-9_-]{0,39}");

    private FieldNames() {}

    static String shown(String name) {
        return PLAIN.matcher(name).matches() ? "field '" + name + "'" : "a field";
    }
}
