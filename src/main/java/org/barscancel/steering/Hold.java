package org.barscancel.steering;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person holds.
 *
 * @param kind what it is
 * @param name which one of its kind
 * @param state how it is held
 * @param since when that began
 * @param by who holds it; null when nobody is known by name
 */
public record Hold(HoldKind kind, String name, State state, Instant since, @Nullable String by) {
    /** How something is held. */
    public enum State {
        /** Nothing more of it begins, until it is resumed. */
        PAUSED,
        /** Nothing more of it is carried out, for good. */
        ABORTED;

        /** The public spelling. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
