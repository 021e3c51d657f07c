package org.barscancel.notice;

import java.util.Locale;

/** Kinds of what needs a person. What each says holds counts and names of the settings, never anything of a patient (R23). */
public enum Kind {
    /** Cancellations lie parked, by problem code. */
    PARKED,
    /** Requests were rejected lately, by problem code. */
    REJECTED,
    /** The oldest cancellation waits too long, by leg. */
    WAITING,
    /** A far side or a receiver of results is not called, by its name. */
    PAUSED,
    /** There is no token for a far side, by its name. */
    TOKEN,
    /** A certificate expires, by TLS bundle; the count is the whole days left. */
    CERTIFICATE,
    /** Little room is left on the disk; the count is of instances. */
    DISK,
    /** Messages broke the program. */
    DEAD,
    /** Results lie that a receiver did not take. */
    UNDELIVERED;

    /** The public spelling, for example {@code parked}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param code a public spelling
     * @throws IllegalArgumentException when there is no such kind
     */
    public static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
