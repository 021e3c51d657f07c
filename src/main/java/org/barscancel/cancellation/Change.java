package org.barscancel.cancellation;

import java.util.regex.Pattern;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/**
 * One element of an Appointment that a PUT changes, or in a dry run would change. Only what is written on purpose is ever
 * told of: the status, {@code meta.lastUpdated} and the reason; nothing else of the resource (R23).
 *
 * @param path where it stands, in the spelling of FHIRPath, such as {@code meta.lastUpdated} or {@code reasonCode[0].text}
 * @param from what was read there, at most 250 characters; null when there was nothing
 * @param to what is written there, at most 250 characters; null when it is removed
 */
public record Change(String path, @Nullable String from, @Nullable String to) {
    private static final int MOST_CHARACTERS = 250;

    /** Ten digits, also as 3-3-4: a reason in somebody's words may name a patient by it. */
    private static final Pattern NUMBER = Pattern.compile("\\d{3}[ -]?\\d{3}[ -]?\\d{4}");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** Makes the texts fit to be shown: bounded, without control characters and without NHS numbers. */
    public Change {
        from = shown(from);
        to = shown(to);
    }

    private static @Nullable String shown(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = NUMBER.matcher(CONTROL.matcher(text).replaceAll(" "))
                .replaceAll(found -> NhsNumber.parse(found.group()).isPresent() ? "[removed]" : found.group());
        return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, end(plain)) + "…";
    }

    /** Where to cut: never in the middle of a character. */
    private static int end(String text) {
        int end = MOST_CHARACTERS - 1;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
