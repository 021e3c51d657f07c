package org.barscancel.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.ledger.CancellationFilter;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The query of a search. An unknown parameter is refused by name, so that a misspelt one cannot widen the search; an empty
 * one counts as absent.
 *
 * @param filter what is asked for
 * @param page from 0
 * @param size from 1
 */
record SearchParameters(CancellationFilter filter, int page, int size) {
    static final List<String> NAMES = List.of(
            "outcome",
            "registry",
            "problem",
            "appointmentId",
            "requester",
            "from",
            "to",
            "dryRun",
            "discarded",
            "page",
            "size");

    /** A name that is no plain word may be a patient's data (R23). */
    private static final Pattern PLAIN = Pattern.compile("(?!(?:.*\\d){5})[A-Za-z_][A-Za-z0-9_-]{0,39}");

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 500;
    private static final int LAST_PAGE = 100_000;
    private static final int LONGEST = 255;

    /**
     * Reads a query.
     *
     * @throws Unanswerable when a parameter is unknown, repeated, or has a value that is not allowed
     */
    static SearchParameters read(Map<String, List<String>> query) {
        List<String> faults = query.entrySet().stream()
                .flatMap(parameter -> fault(parameter.getKey(), parameter.getValue()).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new Unanswerable(
                    HttpStatus.BAD_REQUEST,
                    "Not valid: " + String.join("; ", new TreeSet<>(faults)) + ".",
                    "Correct the named parameters.");
        }
        Function<String, @Nullable String> values = name -> {
            List<String> given = query.getOrDefault(name, List.of());
            return given.isEmpty() || given.get(0).isBlank() ? null : given.get(0);
        };
        return new SearchParameters(
                new CancellationFilter(
                        constant(ProviderOutcome.values(), ProviderOutcome::code, values.apply("outcome")),
                        constant(RegistryOutcome.values(), RegistryOutcome::code, values.apply("registry")),
                        constant(ProblemCode.values(), ProblemCode::code, values.apply("problem")),
                        values.apply("appointmentId"),
                        values.apply("requester"),
                        instant(values.apply("from")).orElse(null),
                        instant(values.apply("to")).orElse(null),
                        truth(values.apply("dryRun")),
                        truth(values.apply("discarded"))),
                number(values.apply("page"), 0),
                number(values.apply("size"), DEFAULT_SIZE));
    }

    /** What is wrong with a parameter, without its value. */
    private static Optional<String> fault(String name, List<String> given) {
        if (!NAMES.contains(name)) {
            String shown = PLAIN.matcher(name).matches() ? "parameter '" + name + "'" : "a parameter";
            return Optional.of(shown + " is not known (known are " + String.join(", ", NAMES) + ")");
        }
        if (given.size() > 1) {
            return Optional.of(name + " stands more than once");
        }
        String value = given.get(0);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        return switch (name) {
            case "outcome" -> unlessOneOf(name, codes(ProviderOutcome.values(), ProviderOutcome::code), value);
            case "registry" -> unlessOneOf(name, codes(RegistryOutcome.values(), RegistryOutcome::code), value);
            case "problem" -> unlessOneOf(name, codes(ProblemCode.values(), ProblemCode::code), value);
            case "dryRun", "discarded" -> unlessOneOf(name, List.of("true", "false"), value);
            case "page" -> unlessBetween(name, 0, LAST_PAGE, value);
            case "size" -> unlessBetween(name, 1, LARGEST_SIZE, value);
            case "from", "to" ->
                instant(value).isPresent()
                        ? Optional.empty()
                        : Optional.of(name + " must be a date and time with its offset, such as 2026-12-01T09:30:00Z");
            default ->
                value.length() > LONGEST
                        ? Optional.of(name + " must be at most " + LONGEST + " characters long")
                        : Optional.empty();
        };
    }

    private static Optional<String> unlessOneOf(String name, List<String> codes, String value) {
        return codes.contains(value)
                ? Optional.empty()
                : Optional.of(name + " must be one of " + String.join(", ", codes));
    }

    private static Optional<String> unlessBetween(String name, int least, int most, String value) {
        boolean fits = value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        return fits ? Optional.empty() : Optional.of(name + " must be a whole number from " + least + " to " + most);
    }

    private static <E extends Enum<E>> List<String> codes(E[] constants, Function<E, String> code) {
        return Arrays.stream(constants).map(code).collect(Collectors.toList());
    }

    private static <E extends Enum<E>> @Nullable E constant(
            E[] constants, Function<E, String> code, @Nullable String value) {
        return Arrays.stream(constants)
                .filter(constant -> code.apply(constant).equals(value))
                .findFirst()
                .orElse(null);
    }

    /** A plus sign in a query that was not encoded arrives as a blank. */
    static Optional<Instant> instant(@Nullable String value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(value.strip().replace(' ', '+'))
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Boolean truth(@Nullable String value) {
        return value == null ? null : Boolean.valueOf(value);
    }

    private static int number(@Nullable String value, int otherwise) {
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
