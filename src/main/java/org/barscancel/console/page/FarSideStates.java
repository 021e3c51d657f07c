package org.barscancel.console.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is called, as the machinery knows it. */
public interface FarSideStates {
    /** Providers, registries and those who are told results. */
    List<State> called();

    /**
     * Whether somebody is called.
     *
     * @param name as metrics and health name it
     * @param kind {@code far side} or {@code receiver}
     * @param state {@code closed}: it is called; {@code probing}: by one message at a time; {@code paused}
     * @param since when it was first paused, or called again
     * @param until when a pause ends; null = it is not paused
     * @param reason why it was paused; null when it is called
     * @param by the person who paused it; null = nobody known did
     */
    record State(
            String name,
            String kind,
            String state,
            Instant since,
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable String by) {}
}
