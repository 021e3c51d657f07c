package org.barscancel.hl7;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.PipeParser;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One segment, taken apart only where it is asked. HAPI's model of a whole segment takes time by the square of the
 * subcomponents in it.
 */
final class Segment {
    private static final String NULL = "\"\"";

    private final String name;
    private final @Nullable String[] fields;
    private final boolean closed;
    private final EncodingCharacters separators;
    private final Charset charset;

    Segment(String text, EncodingCharacters separators, Charset charset) {
        this.name = text.substring(0, 3);
        this.fields = PipeParser.split(text, String.valueOf(separators.getFieldSeparator()));
        this.closed = text.charAt(text.length() - 1) == separators.getFieldSeparator();
        this.separators = separators;
        this.charset = charset;
    }

    String name() {
        return name;
    }

    /** Whether the segment ends with that field, without a separator after it. */
    boolean endsWith(int field) {
        return !closed && index(field) >= fields.length - 1;
    }

    /** The repetitions of a field that hold anything, still escaped. */
    List<String> repetitions(int field) {
        int index = index(field);
        String text = index < fields.length ? fields[index] : null;
        return Arrays.stream(parts(text, separators.getRepetitionSeparator()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A value of the first repetition; null when there is none, or HL7's null. */
    @Nullable
    String value(int field, int component) {
        List<String> repetitions = repetitions(field);
        return repetitions.isEmpty() ? null : value(repetitions.get(0), component, 1);
    }

    /** The whole of a field, separators in it included; null when there is none, or HL7's null. */
    @Nullable
    String whole(int field) {
        int index = index(field);
        return filled(index < fields.length ? fields[index] : null);
    }

    /** A value of a repetition; null when there is none, or HL7's null. */
    @Nullable
    String value(String repetition, int component, int subcomponent) {
        String inComponent = part(parts(repetition, separators.getComponentSeparator()), component);
        return filled(part(parts(inComponent, separators.getSubcomponentSeparator()), subcomponent));
    }

    private @Nullable String filled(@Nullable String escaped) {
        if (escaped == null || escaped.isBlank() || escaped.strip().equals(NULL)) {
            return null;
        }
        String value = Escapes.undo(escaped.strip(), separators, charset);
        return value.isBlank() ? null : value;
    }

    /** MSH-1 is the separator itself. */
    private int index(int field) {
        return "MSH".equals(name) ? field - 1 : field;
    }

    private static @Nullable String[] parts(@Nullable String text, char separator) {
        return text == null ? new String[0] : PipeParser.split(text, String.valueOf(separator));
    }

    private static @Nullable String part(@Nullable String[] parts, int number) {
        return number <= parts.length ? parts[number - 1] : null;
    }

    /** Without its content (R23). */
    @Override
    public String toString() {
        return "Segment[" + name + "]";
    }
}
