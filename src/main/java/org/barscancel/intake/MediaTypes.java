package org.barscancel.intake;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** What the header {@code Content-Type} says. */
final class MediaTypes {
    private static final String DEFAULT = "application/json";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";,\\s]{1,40})\"?", Pattern.CASE_INSENSITIVE);

    private MediaTypes() {}

    /** In lower case and without parameters; absent means JSON. */
    static String of(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return DEFAULT;
        }
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The character set it names. */
    static Optional<String> charset(@Nullable String contentType) {
        Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    static Problem unknown(Collection<String> known) {
        return new Problem(
                ProblemCode.UNSUPPORTED_FORMAT,
                "Bodies of this media type are not read.",
                "Send one of: " + String.join(", ", known) + ".");
    }
}
