package org.barscancel.bars;

import org.jspecify.annotations.Nullable;

/**
 * The configured parts of {@code use-context} (R19).
 *
 * @param category use-case category when the appointment shows none, for example {@code a1t1}
 * @param event for example {@code booking-request}
 * @param reason for example {@code update}
 */
public record UseContext(@Nullable String category, String event, String reason) {
    /**
     * Accepts parts that make a sound header only.
     *
     * @throws IllegalArgumentException when a part is empty, holds {@code |} or anything but printable ASCII
     */
    public UseContext {
        if ((category != null && !isPart(category)) || !isPart(event) || !isPart(reason)) {
            throw new IllegalArgumentException("A part of use-context may hold printable ASCII without | only");
        }
    }

    /** The header's value; null when no category is known. */
    @Nullable
    String header(@Nullable String categoryShown, String status) {
        // What the appointment shows is the far side's text: what is no code is not sent.
        String chosen = categoryShown != null && isPart(categoryShown) ? categoryShown : category;
        return chosen == null ? null : String.join("|", chosen, status, event, reason);
    }

    private static boolean isPart(String text) {
        return !text.isEmpty() && text.indexOf('|') < 0 && HeaderValues.isSafe(text);
    }
}
