package org.barscancel.hl7;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The segments of a message in their order, whatever its structure is: PID before SCH, Z segments in between, no PID. A
 * line that is no segment belongs to the text before it, so that a line end in a comment loses nothing and one in an id
 * makes it invalid.
 */
final class Segments {
    private static final Pattern LINE_END = Pattern.compile("[\\r\\n\\x0B\\x1C]+");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");

    private final List<Segment> segments;
    private final boolean terminated;

    /**
     * @param value as meant, escapes undone
     * @param whole whether something follows it; the end of an input may have been cut off
     */
    record Found(String value, boolean whole) {
        /** Without the value (R23). */
        @Override
        public String toString() {
            return "Found";
        }
    }

    private Segments(List<Segment> segments, boolean terminated) {
        this.segments = segments;
        this.terminated = terminated;
    }

    static Segments of(String message, EncodingCharacters separators, Charset charset) {
        List<StringBuilder> texts = new ArrayList<>();
        for (String line : LINE_END.split(message, -1)) {
            String text = line.strip();
            if (texts.isEmpty() || isSegment(text, separators.getFieldSeparator())) {
                texts.add(new StringBuilder(text));
            } else if (!text.isEmpty()) {
                texts.get(texts.size() - 1).append('\n').append(text);
            }
        }
        char last = message.charAt(message.length() - 1);
        return new Segments(
                texts.stream()
                        .map(text -> new Segment(text.toString(), separators, charset))
                        .toList(),
                LINE_END.matcher(String.valueOf(last)).matches());
    }

    private static boolean isSegment(String line, char separator) {
        return NAME.matcher(line).lookingAt() && (line.length() == 3 || line.charAt(3) == separator);
    }

    Segment header() {
        return segments.get(0);
    }

    List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }

    /** The comments on the appointment: the NTE that follow SCH, with nothing but its time and Z segments in between. */
    List<Segment> notes() {
        List<Segment> notes = new ArrayList<>();
        boolean open = false;
        for (Segment segment : segments) {
            String name = segment.name();
            if (open && name.equals("NTE")) {
                notes.add(segment);
            } else if (!name.startsWith("Z") && !name.equals("TQ1")) {
                open = name.equals("SCH");
            }
        }
        return notes;
    }

    /** The different values that stand in a place, over all segments of that name and all repetitions. */
    List<Found> values(FieldPath path) {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Segment segment : all(path.segment())) {
            boolean whole =
                    terminated || segment != segments.get(segments.size() - 1) || !segment.endsWith(path.field());
            for (String repetition : segment.repetitions(path.field())) {
                String value = segment.value(repetition, path.component(), path.subcomponent());
                if (value != null) {
                    found.putIfAbsent(value, new Found(value, whole));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Without their content (R23). */
    @Override
    public String toString() {
        return "Segments[" + segments.size() + "]";
    }
}
