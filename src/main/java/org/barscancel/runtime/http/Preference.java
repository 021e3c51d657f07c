package org.barscancel.runtime.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller likes to wait for the end (RFC 7240).
 *
 * @param patience zero when it does not; never longer than {@link #LONGEST}
 */
record Preference(Duration patience) {
    /** Callers that want more ask again. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=[,;]|$)", Pattern.CASE_INSENSITIVE);

    static Preference read(@Nullable String prefer) {
        return read(prefer, Duration.ZERO);
    }

    /** @param otherwise the patience of a caller that does not speak of it */
    static Preference read(@Nullable String prefer, Duration otherwise) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        Duration wished = wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : otherwise;
        return new Preference(wished.compareTo(LONGEST) > 0 ? LONGEST : wished);
    }

    /** What {@code Preference-Applied} says of it, in whole seconds. */
    String applied() {
        return "wait=" + patience.toSeconds();
    }
}
