package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.barscancel.cancellation.Change;

/** What is different between two readings of one element, value by value. */
final class ElementChanges {
    /** More than any reason of ours has; a far side's own may have more. */
    private static final int MOST = 20;

    /** What a reason is made of. All else that a provider may have put there is its own, and not repeated (R23). */
    private static final Set<String> SHOWN = Set.of("coding", "system", "code", "display", "text");

    private static final String OTHER = "(other)";

    private ElementChanges() {}

    /**
     * The values that differ.
     *
     * @param path where the element stands
     * @param before may be missing
     * @param after may be missing
     */
    static List<Change> between(String path, JsonNode before, JsonNode after) {
        Map<String, String> from = new LinkedHashMap<>();
        Map<String, String> to = new LinkedHashMap<>();
        collect(path, before, from);
        collect(path, after, to);
        Set<String> paths = new LinkedHashSet<>(from.keySet());
        paths.addAll(to.keySet());
        return paths.stream()
                .filter(one -> !Objects.equals(from.get(one), to.get(one)))
                .limit(MOST)
                .map(one -> new Change(one, from.get(one), to.get(one)))
                .toList();
    }

    private static void collect(String path, JsonNode element, Map<String, String> values) {
        if (element.isObject()) {
            element.properties().forEach(member -> {
                if (SHOWN.contains(member.getKey())) {
                    collect(path + "." + member.getKey(), member.getValue(), values);
                } else {
                    values.put(path + "." + OTHER, OTHER);
                }
            });
        } else if (element.isArray()) {
            for (int i = 0; i < element.size(); i++) {
                collect(path + "[" + i + "]", element.path(i), values);
            }
        } else if (!element.isMissingNode()) {
            values.put(path, element.asText());
        }
    }
}
