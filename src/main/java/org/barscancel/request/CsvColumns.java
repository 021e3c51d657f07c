package org.barscancel.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The header row: which column holds which field of a request. */
final class CsvColumns {
    private static final int MOST_FAULTS = 5;

    /** What may be shown of a header that is not ours: a number in it may be a patient's (R23). */
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,40}");

    /** By column, the field of the schema. */
    private static final Map<String, String> FIELDS = fields(
            "appointmentId",
            "status",
            "reason.system",
            "reason.code",
            "reason.text",
            "nhsNumber",
            "start",
            "requestId",
            "correlationId",
            "targetService.system",
            "targetService.value",
            "bookingNumber.system",
            "bookingNumber.value",
            RequestCheck.DRY_RUN);

    private final List<String> names;

    private CsvColumns(List<String> names) {
        this.names = names;
    }

    /**
     * The columns of a header row.
     *
     * @param line where it stands
     * @param missing tells which column that a row needs is not among those that are there
     * @throws UnreadableInput when a name is not known or stands twice, or one that is required is missing
     */
    static CsvColumns of(List<String> header, int line, Function<Set<String>, Optional<String>> missing)
            throws UnreadableInput {
        List<String> names = header.stream().map(String::strip).toList();
        if (names.stream().noneMatch(FIELDS::containsKey)) {
            // No header at all, perhaps; then these are values, and not to be shown.
            throw new UnreadableInput("The first row does not name the columns; " + known() + ".", line, null);
        }
        List<String> faults = faults(names, missing);
        if (!faults.isEmpty()) {
            String listed = faults.stream().limit(MOST_FAULTS).collect(Collectors.joining("; "));
            int more = faults.size() - MOST_FAULTS;
            throw new UnreadableInput(
                    "In the header, " + listed + (more > 0 ? "; and " + more + " more faults" : "") + "; " + known()
                            + ".",
                    line,
                    null);
        }
        return new CsvColumns(names);
    }

    /** How many cells a row must have. */
    int size() {
        return names.size();
    }

    /** What a row asks for; a blank cell is an absent field. */
    RequestFields request(List<String> cells) {
        RequestFields request = new RequestFields();
        FIELDS.forEach((column, field) -> {
            int index = names.indexOf(column);
            String cell = index < 0 ? "" : cells.get(index).strip();
            request.put(field, column, cell.isEmpty() ? null : cell);
        });
        return request;
    }

    private static List<String> faults(List<String> names, Function<Set<String>, Optional<String>> missing) {
        List<String> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                faults.add("column " + (i + 1) + " has no name");
            } else if (!FIELDS.containsKey(name)) {
                faults.add((WORD.matcher(name).matches() ? "column '" + name + "'" : "column " + (i + 1))
                        + " is not known");
            } else if (!seen.add(name)) {
                faults.add("column '" + name + "' stands twice");
            }
        }
        missing.apply(seen).ifPresent(faults::add);
        return faults;
    }

    private static String known() {
        return "the names are " + String.join(", ", FIELDS.keySet());
    }

    /** A column has the name of the field, written as one word. */
    private static Map<String, String> fields(String... fields) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (String field : fields) {
            int dot = field.indexOf('.');
            String column = dot < 0
                    ? field
                    : field.substring(0, dot)
                            + field.substring(dot + 1, dot + 2).toUpperCase(Locale.ROOT)
                            + field.substring(dot + 2);
            byColumn.put(column, field);
        }
        return byColumn;
    }
}
