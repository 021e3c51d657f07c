package org.barscancel.runtime.watch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a text from ending a line of the log and beginning another one, and from talking to the terminal that shows it:
 * line ends, control and format characters are written as their codes.
 */
final class OneLine {
    /** Tabulators do neither. */
    private static final Pattern STRAY = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\t]]");

    private OneLine() {}

    /** The very same object when there was nothing to write otherwise. */
    static String of(String text) {
        Matcher stray = STRAY.matcher(text);
        return stray.find()
                ? stray.replaceAll(
                        found -> Matcher.quoteReplacement(code(found.group().codePointAt(0))))
                : text;
    }

    private static String code(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> "\\u%04X".formatted(character);
        };
    }
}
