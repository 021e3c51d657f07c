package org.barscancel.steering;

import java.util.Arrays;
import java.util.Locale;

/** What a person may hold. */
public enum HoldKind {
    /** A provider or registry, with its leg. */
    FAR_SIDE,
    /** A way by which requests come: a door, or one HL7 v2 feed. */
    FEED,
    /** A file or list of requests. */
    BATCH;

    /** The spelling in the database and in metrics, such as {@code far-side}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that spelling.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static HoldKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such kind of hold"));
    }
}
