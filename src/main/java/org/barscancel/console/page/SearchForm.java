package org.barscancel.console.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.ledger.CancellationFilter;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/**
 * What a person has filled in to find cancellations; what is empty does not matter.
 *
 * @param appointment an appointment's id
 * @param requester a requester
 * @param outcome how the appointment stands, in the public spelling
 * @param registry how the pointer stands, in the public spelling
 * @param problem the code of a problem
 * @param from the first day
 * @param to the last day
 * @param page from 0
 */
record SearchForm(
        String appointment,
        String requester,
        String outcome,
        String registry,
        String problem,
        String from,
        String to,
        int page) {
    private static final int LONGEST = 255;
    private static final int LAST_PAGE = 100_000;

    /**
     * A fault of the form.
     *
     * @param field whose
     * @param text what is wrong, and what would be right
     */
    record Fault(String field, String text) {}

    static SearchForm read(Map<String, String> given) {
        Function<String, String> value = name -> given.getOrDefault(name, "").strip();
        return new SearchForm(
                value.apply("appointment"),
                value.apply("requester"),
                value.apply("outcome"),
                value.apply("registry"),
                value.apply("problem"),
                value.apply("from"),
                value.apply("to"),
                page(value.apply("page")));
    }

    static int page(String written) {
        return written.matches("\\d{1,6}") ? Math.min(Integer.parseInt(written), LAST_PAGE) : 0;
    }

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        text(faults, "appointment", "The appointment id", appointment);
        text(faults, "requester", "The requester", requester);
        code(faults, "outcome", "The outcome", outcome, one(ProviderOutcome.values(), ProviderOutcome::code, outcome));
        code(
                faults,
                "registry",
                "The pointer",
                registry,
                one(RegistryOutcome.values(), RegistryOutcome::code, registry));
        code(faults, "problem", "The reason", problem, one(ProblemCode.values(), ProblemCode::code, problem));
        Optional<Instant> first = day(faults, "from", "The first day", from);
        Optional<Instant> last = day(faults, "to", "The last day", to);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            faults.add(new Fault("to", "The last day must not be before the first day."));
        }
        return faults;
    }

    /** The form as the ledger is asked; only of a form without faults. */
    CancellationFilter filter(@Nullable String only) {
        return new CancellationFilter(
                one(ProviderOutcome.values(), ProviderOutcome::code, outcome),
                one(RegistryOutcome.values(), RegistryOutcome::code, registry),
                one(ProblemCode.values(), ProblemCode::code, problem),
                appointment.isEmpty() ? null : appointment,
                only != null ? only : requester.isEmpty() ? null : requester,
                Moments.day(from).orElse(null),
                Moments.endOfDay(to).orElse(null));
    }

    /** What is filled in, by name. */
    Map<String, Object> filled() {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "appointment", appointment);
        put(all, "requester", requester);
        put(all, "outcome", outcome);
        put(all, "registry", registry);
        put(all, "problem", problem);
        put(all, "from", from);
        put(all, "to", to);
        return all;
    }

    private static void put(Map<String, Object> all, String name, String value) {
        if (!value.isEmpty()) {
            all.put(name, value);
        }
    }

    private static void text(List<Fault> faults, String field, String label, String value) {
        if (value.length() > LONGEST) {
            faults.add(new Fault(field, label + " must be at most " + LONGEST + " characters long."));
        } else if (NhsNumber.parse(value.replaceAll("[ -]", "")).isPresent()) {
            faults.add(new Fault(
                    field,
                    label + " looks like an NHS number. Use the search for a patient: an address is kept in logs."));
        }
    }

    private static void code(List<Fault> faults, String field, String label, String value, @Nullable Object known) {
        if (!value.isEmpty() && known == null) {
            faults.add(new Fault(field, label + " must be one of the list."));
        }
    }

    private static Optional<Instant> day(List<Fault> faults, String field, String label, String value) {
        Optional<Instant> day = Moments.day(value);
        if (!value.isEmpty() && day.isEmpty()) {
            faults.add(new Fault(field, label + " must be a real date, such as 2026-11-29."));
        }
        return day;
    }

    private static <E extends Enum<E>> @Nullable E one(E[] constants, Function<E, String> code, String value) {
        return Arrays.stream(constants)
                .filter(constant -> code.apply(constant).equals(value))
                .findFirst()
                .orElse(null);
    }
}
