package org.barscancel.runtime.circuit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a far side is not called, and when what is held back comes again. */
final class Pauses {
    /** The least pause after a 429, and the pause when it names no time. */
    static final Duration SHORTEST_SLOWDOWN = Duration.ofSeconds(1);

    /** A far side that asks for more is taken to be wrong: one answer must not stop a leg for a day. */
    static final Duration LONGEST_SLOWDOWN = Duration.ofHours(1);

    /** What is put back just before a pause ends, or during a probe, must not come back at once. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final Duration usual;
    private final Clock clock;

    /**
     * Sets up the pauses of one far side.
     *
     * @param usual how long it is paused when it names no time
     * @param clock tells how much of a pause is left
     */
    Pauses(Duration usual, Clock clock) {
        this.usual = usual;
        this.clock = clock;
    }

    /** After an outage: the usual pause, or a longer one that the far side asks for. */
    Duration ofOutage(@Nullable Duration asked) {
        return asked == null ? usual : longer(usual, bounded(asked));
    }

    /** After a 429: what the far side asks for, within bounds. */
    Duration ofSlowDown(@Nullable Duration asked) {
        return asked == null ? SHORTEST_SLOWDOWN : bounded(asked);
    }

    /** For what is held back during a pause that ends then. */
    Duration left(@Nullable Instant until) {
        return longer(Duration.between(clock.instant(), until), SHORTEST_WAIT);
    }

    /** For what is held back where no end is known. */
    Duration beforeAnotherTry() {
        return longer(usual, SHORTEST_WAIT);
    }

    private static Duration bounded(Duration asked) {
        Duration least = longer(asked, SHORTEST_SLOWDOWN);
        return least.compareTo(LONGEST_SLOWDOWN) > 0 ? LONGEST_SLOWDOWN : least;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
