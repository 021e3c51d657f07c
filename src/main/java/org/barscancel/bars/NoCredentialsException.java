package org.barscancel.bars;

import java.io.IOException;

/** A call was not made, since the credentials it needs could not be had. */
public final class NoCredentialsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final boolean refused;

    /**
     * Says why.
     *
     * @param why for a person, without secrets
     * @param refused whether asking again would bring the same; else whoever gives them could not be asked
     */
    public NoCredentialsException(String why, boolean refused) {
        super(why);
        this.why = why;
        this.refused = refused;
    }

    /** For a person, without secrets. */
    public String why() {
        return why;
    }

    /** Whether asking again would bring the same. */
    public boolean refused() {
        return refused;
    }
}
