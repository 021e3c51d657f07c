package org.barscancel.hl7;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.PipeParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.barscancel.problem.ProblemCode;

/**
 * What an acknowledgement needs of the message it answers: the fields of its MSH, exactly as received, one character for
 * each byte.
 */
public final class Hl7Header {
    /** Of a message whose MSH cannot be read. */
    public static final Hl7Header UNKNOWN = new Hl7Header("|^~\\&", List.of());

    private static final int LAST_FIELD = 18;
    private static final int LONGEST_KEPT = 199;

    /** Sender and receiver, the event, the control id, processing id, version and character set. */
    private static final Set<Integer> KEPT = Set.of(3, 4, 5, 6, 9, 10, 11, 12, 18);

    private final String separators;
    private final List<String> fields;

    private Hl7Header(String separators, List<String> fields) {
        this.separators = separators;
        this.fields = fields;
    }

    /** @param msh the segment, one character for each byte */
    static Hl7Header of(String msh) throws Refused {
        char field = msh.length() > 3 ? msh.charAt(3) : ' ';
        int end = msh.indexOf(field, 4);
        String encoding = end < 0 ? msh.substring(Math.min(4, msh.length())) : msh.substring(4, end);
        String separators = field + encoding;
        if (encoding.length() < 4
                || encoding.length() > 5
                || separators.chars().distinct().count() != separators.length()
                || !separators.chars().allMatch(Hl7Header::maySeparate)) {
            throw new Refused(
                    ProblemCode.MALFORMED,
                    "MSH-2: the encoding characters must be four or five different ones, such as ^~\\&.");
        }
        List<String> fields = new ArrayList<>();
        for (String text : PipeParser.split(end < 0 ? "" : msh.substring(end + 1), String.valueOf(field))) {
            if (fields.size() + 2 == LAST_FIELD) {
                break;
            }
            fields.add(text == null ? "" : text);
        }
        return new Hl7Header(separators, List.copyOf(fields));
    }

    /**
     * Reads what {@link #kept} wrote.
     *
     * @param msh one character for each byte
     * @return {@link #UNKNOWN} when it is no MSH
     */
    static Hl7Header reread(String msh) {
        try {
            return of(msh);
        } catch (Refused none) {
            return UNKNOWN;
        }
    }

    private static boolean maySeparate(int c) {
        return c > ' ' && c < 127 && c != '"' && !Character.isLetterOrDigit(c);
    }

    /** MSH-1 and MSH-2 together, such as {@code |^~\&}. */
    String separators() {
        return separators;
    }

    EncodingCharacters encoding() {
        return new EncodingCharacters(separators.charAt(0), separators.substring(1));
    }

    /** The segment with those fields alone that a later answer needs, each of bounded length. */
    String kept() {
        StringBuilder msh = new StringBuilder("MSH").append(separators);
        for (int number = 3; number <= LAST_FIELD; number++) {
            String field = KEPT.contains(number) ? field(number) : "";
            msh.append(separators.charAt(0)).append(field, 0, Math.min(field.length(), LONGEST_KEPT));
        }
        return msh.toString();
    }

    /** A field from MSH-3 on, unchanged; empty when absent. */
    String field(int number) {
        int index = number - 3;
        return index < fields.size() ? fields.get(index) : "";
    }

    /** A component of such a field. */
    String component(int field, int component) {
        String[] parts =
                PipeParser.split(field(field), String.valueOf(encoding().getComponentSeparator()));
        String part = component <= parts.length ? parts[component - 1] : null;
        return part == null ? "" : part;
    }

    /** Without its content (R23). */
    @Override
    public String toString() {
        return "Hl7Header[" + fields.size() + " fields]";
    }
}
