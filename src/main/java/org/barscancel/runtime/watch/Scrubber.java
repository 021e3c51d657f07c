package org.barscancel.runtime.watch;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.barscancel.request.NhsNumber;

/**
 * Takes NHS numbers and secrets out of a text (R23): the second line behind those who should not have written them. It
 * knows what has a form (numbers, tokens, keys, passwords in addresses) and the secrets of this program's own settings; it
 * does not know names.
 */
public final class Scrubber {
    private static final String REMOVED = "[removed]";

    /** Ten digits, also as 3-3-4, that are no part of a longer number. */
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{3}[ -]?\\d{3}[ -]?\\d{4}(?!\\d)");

    private static final Pattern SECRET = Pattern.compile("(?i)(?<kept>\\b(?:Bearer|Basic) +)[\\w.~+/=-]{8,}"
            + "|(?<name>(?:client_secret|client_assertion|access_token|refresh_token|password|passwd)[\"']? ?[=:] ?[\"']?)"
            + "[^\\s\"'&,;]+"
            + "|\\beyJ[\\w-]{5,}\\.[\\w-]+\\.[\\w-]*"
            + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?"
            + "|(?<scheme>://)[^\\s/:@]+:[^\\s/@]+(?=@)");

    private final List<String> secrets;

    /**
     * Scrubs these as well.
     *
     * @param secrets to the letter
     */
    public Scrubber(Collection<String> secrets) {
        // A secret may be part of a longer one.
        this.secrets = secrets.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** The text as one line of a log, and the very same object when there was nothing to change. */
    String line(String text) {
        return OneLine.of(scrubbed(text));
    }

    /** The text, and the very same object when there was nothing to take out. */
    public String scrubbed(String text) {
        String scrubbed = text;
        for (String secret : secrets) {
            if (scrubbed.contains(secret)) {
                scrubbed = scrubbed.replace(secret, REMOVED);
            }
        }
        Matcher secret = SECRET.matcher(scrubbed);
        if (secret.find()) {
            scrubbed = secret.replaceAll(found -> Matcher.quoteReplacement(kept(secret) + REMOVED));
        }
        Matcher number = NUMBER.matcher(scrubbed);
        return number.find()
                ? number.replaceAll(found ->
                        Matcher.quoteReplacement(NhsNumber.parse(found.group()).isPresent() ? REMOVED : found.group()))
                : scrubbed;
    }

    private static String kept(Matcher secret) {
        for (String name : List.of("kept", "name", "scheme")) {
            if (secret.group(name) != null) {
                return secret.group(name);
            }
        }
        return "";
    }
}
