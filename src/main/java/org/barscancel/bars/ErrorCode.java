package org.barscancel.bars;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published code of {@code …/http-error-codes}: who speaks, and what is said, for example {@code REC_NOT_FOUND}.
 *
 * @param speaker {@code SEND}, {@code REC}, {@code PROXY}, or empty
 * @param name the code without its speaker
 */
record ErrorCode(String speaker, String name) {
    /** The HTTP status that each code means, since an answer may carry the one with another. */
    private static final Map<String, Integer> MEANT = Map.ofEntries(
            Map.entry("UNAUTHORIZED", 401),
            Map.entry("FORBIDDEN", 403),
            Map.entry("NOT_FOUND", 404),
            Map.entry("METHOD_NOT_ALLOWED", 405),
            Map.entry("NOT_ACCEPTABLE", 406),
            Map.entry("TIMEOUT", 408),
            Map.entry("CONFLICT", 409),
            Map.entry("UNSUPPORTED_MEDIA_TYPE", 415),
            Map.entry("UNPROCESSABLE_ENTITY", 422),
            Map.entry("TOO_EARLY", 425),
            Map.entry("TOO_MANY_REQUESTS", 429),
            Map.entry("SERVER_ERROR", 500),
            Map.entry("NOT_IMPLEMENTED", 501),
            Map.entry("UNAVAILABLE", 503),
            Map.entry("SERVICE_UNAVAILABLE", 503));

    /** Stands beside any status (a 409 with {@code duplicate} too), so it says nothing that the status does not say better. */
    private static final String CATCH_ALL = "BAD_REQUEST";

    private static final Pattern FORM = Pattern.compile("(?:(SEND|REC|PROXY)_)?([A-Z_]{1,40})");

    /** Codes of NRL, which come through unchanged; they only name what the status says already. */
    private static final Set<String> OF_THE_REGISTRY = Set.of(
            "ACCESS_DENIED",
            "ACCESS_DENIED_LEVEL",
            "AUTHOR_CREDENTIALS_ERROR",
            "DUPLICATE_REJECTED",
            "INTERNAL_SERVER_ERROR",
            "INVALID_CODE_SYSTEM",
            "INVALID_CODE_VALUE",
            "INVALID_IDENTIFIER_SYSTEM",
            "INVALID_IDENTIFIER_VALUE",
            "INVALID_NHS_NUMBER",
            "INVALID_PARAMETER",
            "INVALID_RESOURCE",
            "INVALID_RESOURCE_ID",
            "MESSAGE_NOT_WELL_FORMED",
            "MISSING_HEADER",
            "MISSING_OR_INVALID_HEADER",
            "MISSING_VALUE",
            "NO_RECORD_FOUND",
            "RESOURCE_NOT_FOUND",
            "SERVICE_ERROR",
            "VALIDATION_ERROR");

    /** The published code of that spelling, in any letter case. */
    static Optional<ErrorCode> of(String text) {
        Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        ErrorCode code = new ErrorCode(form.group(1) == null ? "" : form.group(1), form.group(2));
        return MEANT.containsKey(code.name) || CATCH_ALL.equals(code.name) ? Optional.of(code) : Optional.empty();
    }

    /** A code that may be shown to a person, though nothing is decided by it. */
    static Optional<String> ofTheRegistry(String text) {
        String code = text.toUpperCase(Locale.ROOT).replace(' ', '_');
        return OF_THE_REGISTRY.contains(code) ? Optional.of(code) : Optional.empty();
    }

    /** The HTTP status that the answer means, given the one it carries. */
    int meant(int status) {
        return MEANT.getOrDefault(name, status);
    }

    /** As published. */
    String text() {
        return speaker.isEmpty() ? name : speaker + "_" + name;
    }
}
