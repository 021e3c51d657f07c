package org.barscancel.cancellation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The two halves of a cancellation; the registry is touched only after the provider confirmed (R17). */
public enum Leg {
    /** Read, decide, write and confirm the Appointment. */
    PROVIDER,
    /** Find, read and remove the pointers. */
    REGISTRY;

    /** The public spelling. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
