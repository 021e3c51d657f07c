package org.barscancel.request;

import java.util.regex.Pattern;

/** The ids FHIR allows a resource: {@code [A-Za-z0-9.-]{1,64}}. */
public final class FhirId {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private FhirId() {}

    /**
     * Whether a text is a FHIR id that may stand in a path. {@code .} and {@code ..} may not, though FHIR's pattern
     * lets them through: in a URL they lead to another address.
     */
    public static boolean isValid(String text) {
        return ID.matcher(text).matches() && !".".equals(text) && !"..".equals(text);
    }
}
