package org.barscancel.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.barscancel.ledger.BatchFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The query of a search for lists. An unknown parameter is refused, so that a misspelt one cannot widen the search; an empty
 * one counts as absent.
 *
 * @param filter what is asked for
 * @param page from 0
 * @param size from 1
 */
record BatchParameters(BatchFilter filter, int page, int size) {
    static final List<String> NAMES = List.of("requester", "complete", "from", "to", "page", "size");

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 100;
    private static final int LAST_PAGE = 100_000;
    private static final int LONGEST = 255;

    /**
     * Reads a query.
     *
     * @throws Unanswerable when a parameter is unknown, repeated, or has a value that is not allowed
     */
    static BatchParameters read(Map<String, List<String>> query) {
        query.forEach((name, given) -> {
            if (!NAMES.contains(name)) {
                throw refused("a parameter is not known (known are " + String.join(", ", NAMES) + ")");
            }
            if (given.size() > 1) {
                throw refused(name + " stands more than once");
            }
        });
        String requester = value(query, "requester");
        if (requester != null && requester.length() > LONGEST) {
            throw refused("requester must be at most " + LONGEST + " characters long");
        }
        String complete = value(query, "complete");
        if (complete != null && !complete.equals("true") && !complete.equals("false")) {
            throw refused("complete must be true or false");
        }
        return new BatchParameters(
                new BatchFilter(
                        requester,
                        complete == null ? null : Boolean.valueOf(complete),
                        instant(query, "from"),
                        instant(query, "to")),
                number(query, "page", 0, LAST_PAGE, 0),
                number(query, "size", 1, LARGEST_SIZE, DEFAULT_SIZE));
    }

    private static @Nullable String value(Map<String, List<String>> query, String name) {
        List<String> given = query.getOrDefault(name, List.of());
        return given.isEmpty() || given.get(0).isBlank() ? null : given.get(0);
    }

    private static @Nullable Instant instant(Map<String, List<String>> query, String name) {
        String value = value(query, name);
        Optional<Instant> instant = SearchParameters.instant(value);
        if (value != null && instant.isEmpty()) {
            throw refused(name + " must be a date and time with its offset, such as 2026-12-01T09:30:00Z");
        }
        return instant.orElse(null);
    }

    private static int number(Map<String, List<String>> query, String name, int least, int most, int otherwise) {
        String value = value(query, name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw refused(name + " must be a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }

    private static Unanswerable refused(String fault) {
        return new Unanswerable(HttpStatus.BAD_REQUEST, "Not valid: " + fault + ".", "Correct the named parameters.");
    }
}
