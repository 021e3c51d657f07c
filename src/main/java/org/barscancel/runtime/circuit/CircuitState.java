package org.barscancel.runtime.circuit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Locale;

/** Whether a far side is called. */
public enum CircuitState {
    /** It is called. */
    CLOSED(0),
    /** One attempt at a time finds out whether it works again. */
    PROBING(1),
    /** It is not called. */
    PAUSED(2);

    private final int level;

    CircuitState(int level) {
        this.level = level;
    }

    static CircuitState of(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> PAUSED;
            case HALF_OPEN -> PROBING;
            case CLOSED, DISABLED, METRICS_ONLY -> CLOSED;
        };
    }

    /** The value of the gauge {@code bars.circuit.state}. */
    public int level() {
        return level;
    }

    /** The public spelling. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
