package org.barscancel.atrest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in clear before everything that is encrypted: {@code bars-at-rest:1:<kind>:<key id>:}. All of it is
 * authenticated, so that nothing can be passed off as another kind.
 *
 * @param kind what it is, such as {@code cancellation}
 * @param keyId the name of the key
 */
record SealHeader(String kind, String keyId) {
    /** Longer than any header. */
    static final int MOST_CHARACTERS = 512;

    private static final String START = "bars-at-rest:1:";
    private static final Pattern FORM = Pattern.compile(START + "([a-z0-9./_-]{1,400}):(" + AtRestKey.ID + "):");

    /** The header at the beginning of a text; empty when the text is not encrypted. */
    static Optional<SealHeader> of(String text) {
        if (!text.startsWith(START)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text).region(0, Math.min(text.length(), MOST_CHARACTERS));
        return form.lookingAt() ? Optional.of(new SealHeader(form.group(1), form.group(2))) : Optional.empty();
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** As it stands before the content. */
    @Override
    public String toString() {
        return START + kind + ":" + keyId + ":";
    }
}
