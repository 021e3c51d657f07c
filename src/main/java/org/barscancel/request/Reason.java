package org.barscancel.request;

import org.jspecify.annotations.Nullable;

/**
 * Why the appointment is cancelled, as the requester says it (R4).
 *
 * @param system the code's system, a URI
 * @param code the code
 * @param display what the code means
 * @param text the reason in words
 */
public record Reason(@Nullable String system, @Nullable String code, @Nullable String display, @Nullable String text) {
    /** Without its content: people write about patients in it (R23). */
    @Override
    public String toString() {
        return "Reason[masked]";
    }
}
