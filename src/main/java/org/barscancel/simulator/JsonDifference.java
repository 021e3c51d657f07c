package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares two JSON texts value by value, as they are spelt: {@code 100} and {@code 1E+2} differ. The order of an
 * object's members does not matter.
 */
final class JsonDifference {
    private JsonDifference() {}

    /** The first JSON pointer where the texts differ, leaving out what lies at or below the given pointers. */
    static Optional<String> first(byte[] before, byte[] after, Collection<String> except) throws IOException {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        TreeSet<String> pointers = new TreeSet<>(old.keySet());
        pointers.addAll(now.keySet());
        return pointers.stream()
                .filter(pointer -> !Objects.equals(old.get(pointer), now.get(pointer)))
                .filter(pointer -> except.stream().noneMatch(allowed -> covers(allowed, pointer)))
                .findFirst();
    }

    /** The first of the given pointers at or below which the texts differ. */
    static Optional<String> within(byte[] before, byte[] after, Collection<String> pointers) throws IOException {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        return pointers.stream()
                .filter(pointer -> !below(old, pointer).equals(below(now, pointer)))
                .findFirst();
    }

    private static Map<String, String> below(Map<String, String> values, String pointer) {
        Map<String, String> found = new TreeMap<>(values);
        found.keySet().removeIf(candidate -> !covers(pointer, candidate));
        return found;
    }

    private static boolean covers(String upper, String pointer) {
        return pointer.equals(upper) || pointer.startsWith(upper + "/");
    }

    private static Map<String, String> values(byte[] text) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = Json.MAPPER.createParser(Json.text(text))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() || token.isStructStart()) {
                    values.put(parser.getParsingContext().pathAsPointer().toString(), token + parser.getText());
                }
            }
        }
        return values;
    }
}
