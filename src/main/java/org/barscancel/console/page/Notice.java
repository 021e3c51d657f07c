package org.barscancel.console.page;

import org.jspecify.annotations.Nullable;

/** What a form has done, in words: the page after it is told in its address, in figures that say nothing else. */
final class Notice {
    private Notice() {}

    /**
     * Of a replay.
     *
     * @param again how many run again, as the address says; anything else than a number = there was none
     * @param more whether there may be more of the group
     */
    static String of(@Nullable String again, boolean more) {
        if (again == null || !again.matches("\\d{1,6}")) {
            return "";
        }
        int count = Integer.parseInt(again);
        if (count == 0) {
            return "Nothing was run again: somebody else has done so, a later run has overtaken it, or its provider is no"
                    + " longer set up.";
        }
        return Words.count(count, "cancellation runs", "cancellations run") + " again."
                + (more ? " There may be more of this group: run it once more." : "");
    }

    /**
     * Of a discard of a group.
     *
     * @param discarded how many messages, as the address says; anything else than a number = there was none
     * @param more whether there may be more of the group
     */
    static String ofDiscard(@Nullable String discarded, boolean more) {
        if (discarded == null || !discarded.matches("\\d{1,6}")) {
            return "";
        }
        int count = Integer.parseInt(discarded);
        if (count == 0) {
            return "Nothing was discarded: somebody else has dealt with it.";
        }
        return Words.count(count, "message was", "messages were") + " taken off for good, with your note."
                + (more ? " There may be more of this group: discard it once more." : "");
    }
}
