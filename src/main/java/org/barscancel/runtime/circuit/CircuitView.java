package org.barscancel.runtime.circuit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A circuit as it stands.
 *
 * @param state whether the far side is called
 * @param since when it was first paused, or when it was called again
 * @param until when a pause ends; null when it is not paused, or a person ends it
 * @param reason why it was paused; null when it is closed
 * @param by which person paused it by hand; null when none did, or none is known by name
 */
public record CircuitView(
        CircuitState state,
        Instant since,
        @Nullable Instant until,
        @Nullable CircuitReason reason,
        @Nullable String by) {}
