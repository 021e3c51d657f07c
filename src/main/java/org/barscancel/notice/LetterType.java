package org.barscancel.notice;

import java.util.Locale;

/** What a letter tells of a trouble. */
public enum LetterType {
    /** It has begun. */
    BEGAN,
    /** It lasts. */
    REMINDER,
    /** It has ended. */
    OVER;

    /** The public spelling. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param code a public spelling
     * @throws IllegalArgumentException when there is no such type
     */
    public static LetterType of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
