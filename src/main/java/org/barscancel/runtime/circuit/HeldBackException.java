package org.barscancel.runtime.circuit;

import java.io.IOException;
import java.time.Duration;

/** The call was not made, for a reason of our own. */
public final class HeldBackException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final Duration wait;

    /**
     * Holds a call back.
     *
     * @param why for a person, safe to show
     * @param wait how long to wait before the next try
     */
    public HeldBackException(String why, Duration wait) {
        super(why);
        this.why = why;
        this.wait = wait;
    }

    /** Why, for a person. */
    public String why() {
        return why;
    }

    /** How long to wait before the next try. */
    public Duration waiting() {
        return wait;
    }
}
