package org.barscancel.hl7;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a message, such as {@code SCH-1} or {@code SCH-2-1}.
 *
 * @param segment the segment's name
 * @param field from 1
 * @param component from 1
 * @param subcomponent from 1
 * @param text as people write it
 */
record FieldPath(String segment, int field, int component, int subcomponent, String text) {
    private static final Pattern PATH =
            Pattern.compile("([A-Z][A-Z0-9]{2})-([1-9][0-9]{0,2})(?:-([1-9][0-9]?))?(?:-([1-9][0-9]?))?");

    /** @throws IllegalArgumentException when the text is no path */
    static FieldPath parse(String text) {
        Matcher path = PATH.matcher(text);
        if (!path.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no place in an HL7 v2 message; write it like SCH-1, SCH-2-1 or PV1-19");
        }
        return new FieldPath(
                path.group(1), Integer.parseInt(path.group(2)), number(path.group(3)), number(path.group(4)), text);
    }

    private static int number(@Nullable String part) {
        return part == null ? 1 : Integer.parseInt(part);
    }

    @Override
    public String toString() {
        return text;
    }
}
