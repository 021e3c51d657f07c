package org.barscancel.hl7;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.RequestFields;
import org.jspecify.annotations.Nullable;

/** Which of the identifiers in PID-3 and PID-2 are NHS numbers. Local numbers, CHI and NZ's NHI must not be taken for one. */
public final class NhsNumberRule {
    /** What UK feeds send; the last is Wales. */
    public static final NhsNumberRule USUAL =
            NhsNumberRule.of(List.of("^^^NHS^NH", "^^^NHSNBR^NHSNMBR", "^^^^NHS", "^03^^^NI"));

    private static final String FIELD = "nhsNumber";
    private static final int COMPONENTS = 5;
    private static final int AUTHORITY = 4;

    private final List<List<String>> shapes;

    private NhsNumberRule(List<List<String>> shapes) {
        this.shapes = shapes;
    }

    /**
     * Identifiers of these shapes are NHS numbers.
     *
     * @param shapes CX values without the number, such as {@code ^^^NHS^NH}: the fourth component (assigning authority: its
     *     namespace, or its universal id where it has no namespace) and the fifth (type) must be the same or absent, the
     *     second and third only where the shape has them; letter case does not matter
     * @throws IllegalArgumentException when a shape is not of that form
     */
    public static NhsNumberRule of(List<String> shapes) {
        return new NhsNumberRule(shapes.stream().map(NhsNumberRule::shape).toList());
    }

    private static List<String> shape(String text) {
        List<String> parts = List.of(text.split("\\^", -1));
        boolean named =
                parts.size() >= AUTHORITY && parts.stream().skip(AUTHORITY - 1).anyMatch(part -> !part.isBlank());
        if (parts.size() > COMPONENTS || !parts.get(0).isEmpty() || !named) {
            throw new IllegalArgumentException("'" + text + "' is no shape of an identifier; write it like ^^^NHS^NH: a"
                    + " caret in front of components 2 to 5, and at least the fourth or the fifth filled");
        }
        return parts;
    }

    void read(Segments message, RequestFields request) {
        Set<String> numbers = new LinkedHashSet<>();
        String place = "PID-3";
        for (int field : new int[] {2, 3}) {
            for (Segment patient : message.all("PID")) {
                for (String identifier : patient.repetitions(field)) {
                    String number = patient.value(identifier, 1, 1);
                    if (number != null && shapes.stream().anyMatch(shape -> is(shape, patient, identifier))) {
                        numbers.add(NhsNumber.together(number));
                        place = "PID-" + field;
                    }
                }
            }
        }
        if (numbers.size() > 1) {
            request.fault(FIELD, place, "stands there more than once, with different values");
        } else {
            request.put(
                    FIELD, place, numbers.isEmpty() ? null : numbers.iterator().next());
        }
    }

    private static boolean is(List<String> shape, Segment patient, String identifier) {
        for (int component = 2; component <= COMPONENTS; component++) {
            String wanted = component <= shape.size() ? shape.get(component - 1) : "";
            if (wanted.isEmpty() && component < AUTHORITY) {
                continue;
            }
            if (!folded(wanted).equals(folded(there(patient, identifier, component)))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String there(Segment patient, String identifier, int component) {
        String value = patient.value(identifier, component, 1);
        return value == null && component == AUTHORITY ? patient.value(identifier, component, 2) : value;
    }

    private static String folded(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }
}
