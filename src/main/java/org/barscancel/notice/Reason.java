package org.barscancel.notice;

/**
 * What one notice is about: there is one of it at a time.
 *
 * @param kind of what
 * @param of which: a problem code, a leg, a name of the settings; empty where there is one only
 */
public record Reason(Kind kind, String of) {
    private static final String SEPARATOR = ".";

    /** The public spelling, for example {@code parked.unavailable} or {@code disk}. */
    public String code() {
        return of.isEmpty() ? kind.code() : kind.code() + SEPARATOR + of;
    }

    /**
     * @param code a public spelling
     * @throws IllegalArgumentException when there is no such kind
     */
    public static Reason parse(String code) {
        int end = code.indexOf(SEPARATOR);
        return end < 0
                ? new Reason(Kind.of(code), "")
                : new Reason(Kind.of(code.substring(0, end)), code.substring(end + SEPARATOR.length()));
    }
}
