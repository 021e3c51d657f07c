package org.barscancel.console.page;

import org.barscancel.steering.Hold;
import org.jspecify.annotations.Nullable;

/**
 * How a person holds a list.
 *
 * @param tag in a word
 * @param why since when, and who does so
 * @param aborted whether it is held for good
 */
record HeldView(Tag tag, String why, boolean aborted) {
    /** Null when nobody holds it. */
    static @Nullable HeldView of(@Nullable Hold hold) {
        if (hold == null) {
            return null;
        }
        boolean aborted = hold.state() == Hold.State.ABORTED;
        String by = hold.by() == null ? "" : " by " + hold.by();
        return new HeldView(Tag.ofHold(hold.state()), "since " + Moments.exact(hold.since()) + by, aborted);
    }
}
