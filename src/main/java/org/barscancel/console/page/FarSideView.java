package org.barscancel.console.page;

import org.jspecify.annotations.Nullable;

/**
 * A far side or receiver as a page shows it.
 *
 * @param name its name
 * @param kind what it is
 * @param tag whether it is called
 * @param since since when, or from when on
 * @param why why not, and until when; empty = it is called
 * @param byHand whether a person has paused it
 */
record FarSideView(String name, String kind, Tag tag, String since, String why, boolean byHand) {
    static final String BY_HAND = "person";

    static FarSideView of(FarSideStates.State state) {
        String until = until(state.until());
        return new FarSideView(
                state.name(),
                state.kind(),
                Tag.ofCircuit(state.state()),
                Moments.exact(state.since()),
                (Words.pause(state.reason()) + by(state) + until).strip(),
                BY_HAND.equals(state.reason()));
    }

    private static String by(FarSideStates.State state) {
        return state.by() == null ? "" : " (" + state.by() + ")";
    }

    private static String until(java.time.@Nullable Instant until) {
        return until == null ? "" : " It is tried again at " + Moments.exact(until) + ".";
    }
}
