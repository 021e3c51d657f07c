package org.barscancel.console;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a UUID as it is printed; Java itself would take shortened ones. */
public final class ExactUuid {
    private static final Pattern SPELLING = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ExactUuid() {}

    /** The UUID; empty when it is none. */
    public static Optional<UUID> parse(String text) {
        return SPELLING.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
