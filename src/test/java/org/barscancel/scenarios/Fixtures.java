package org.barscancel.scenarios;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads scenarios and what they share. */
final class Fixtures {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private static final Path ROOT = Path.of("src", "test", "resources");
    private static final Path SHARED = ROOT.resolve("scenario-fixtures");

    private Fixtures() {}

    /** The folders of the scenarios, by name. */
    static List<Path> scenarios() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("scenarios"))) {
            return folders.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The program's settings by group: the common ones, and on top of them the group's own. */
    static Map<String, Map<String, String>> settings() {
        return MAPPER.convertValue(tree(SHARED.resolve("settings.json")), new TypeReference<>() {});
    }

    static Given given(Path scenario) {
        return MAPPER.convertValue(tree(scenario.resolve("given.json")), Given.class);
    }

    static Expected expected(Path scenario) {
        return MAPPER.convertValue(tree(scenario.resolve("expected.json")), Expected.class);
    }

    /** Faults as the simulator reads them: descriptions of resources are replaced by the resources. */
    static String faults(Path scenario, List<JsonNode> faults) {
        ArrayNode all = MAPPER.createArrayNode();
        for (JsonNode fault : faults) {
            JsonNode expanded = fault.deepCopy();
            if (expanded.get("then") instanceof ObjectNode then) {
                JsonNode answered = then.get("resource");
                if (isDescription(answered)) {
                    then.remove("resource");
                    then.put("text", new String(resources(scenario, answered).get(0), StandardCharsets.UTF_8));
                }
                if (then.at("/meanwhile/put") instanceof ArrayNode put) {
                    for (int i = 0; i < put.size(); i++) {
                        put.set(i, isDescription(put.get(i)) ? parsed(scenario, put.get(i)) : put.get(i));
                    }
                }
            }
            all.add(expanded);
        }
        return all.toString();
    }

    /**
     * The texts of resources. {@code "pointer"} is the fixture of that name; {@code {"fixture": "pointer", "id": "p2"}}
     * is the same with another element ({@code null} removes one); {@code "copies": 3} makes three of it, with
     * {@code -01} and so on after the id; {@code {"file": "odd.json"}} is a file of the scenario, to the byte.
     */
    static List<byte[]> resources(Path scenario, JsonNode description) {
        if (description.isTextual()) {
            return List.of(bytes(SHARED.resolve(description.textValue() + ".json")));
        }
        if (description.has("file")) {
            return List.of(bytes(scenario.resolve(description.path("file").textValue())));
        }
        ObjectNode resource =
                (ObjectNode) tree(SHARED.resolve(description.path("fixture").textValue() + ".json"));
        description.properties().forEach(element -> {
            if (element.getValue().isNull()) {
                resource.remove(element.getKey());
            } else if (!List.of("fixture", "copies").contains(element.getKey())) {
                resource.set(element.getKey(), element.getValue());
            }
        });
        if (!description.has("copies")) {
            return List.of(text(resource));
        }
        String id = resource.path("id").textValue();
        return IntStream.rangeClosed(1, description.path("copies").intValue())
                .mapToObj(copy -> text(resource.put("id", "%s-%02d".formatted(id, copy))))
                .toList();
    }

    private static boolean isDescription(@Nullable JsonNode resource) {
        return resource != null && !resource.has("resourceType");
    }

    private static JsonNode parsed(Path scenario, JsonNode description) {
        try {
            return MAPPER.readTree(resources(scenario, description).get(0));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] text(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
