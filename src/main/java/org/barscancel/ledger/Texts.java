package org.barscancel.ledger;

import org.jspecify.annotations.Nullable;

/** Makes texts from outside fit for a column, whatever the database. */
final class Texts {
    /** The width of the columns that hold free text. */
    static final int WIDE = 4000;

    /** The width of the columns that hold a requester; an index limits it. */
    static final int REQUESTER = 255;

    /** The width of the columns that hold a channel. */
    static final int CHANNEL = 16;

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** The text without what PostgreSQL refuses (NUL, half characters), and not longer than the widest column. */
    static String fit(String text) {
        String cut = cut(text, WIDE);
        if (cut.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return cut;
        }
        StringBuilder fit = new StringBuilder(cut.length());
        cut.codePoints()
                .forEach(point -> fit.appendCodePoint(
                        point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                                ? REPLACEMENT
                                : point));
        return fit.toString();
    }

    /** As much of the text as the column holds. */
    static @Nullable String fit(@Nullable String text, int width) {
        return text == null ? null : fit(cut(text, width));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}
