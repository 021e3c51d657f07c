package org.barscancel.hl7;

/**
 * Who sends, by its own word: MSH-3 and MSH-4, the first component of each.
 *
 * @param application the sending application; empty = any
 * @param facility the sending facility; empty = any
 */
public record Hl7Sender(String application, String facility) {
    /** @throws IllegalArgumentException when neither is named */
    public Hl7Sender {
        if (application.isBlank() && facility.isBlank()) {
            throw new IllegalArgumentException(
                    "A sender must be named by its application (MSH-3), its facility (MSH-4) or both");
        }
    }

    boolean is(String otherApplication, String otherFacility) {
        return (application.isBlank() || application.equals(otherApplication))
                && (facility.isBlank() || facility.equals(otherFacility));
    }
}
