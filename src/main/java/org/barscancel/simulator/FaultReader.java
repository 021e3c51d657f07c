package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads faults: one object, or an array. What it does not know, it refuses by name. */
final class FaultReader {
    private static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FaultReader() {}

    /** One fault as it is written. */
    record Written(@Nullable String name, @Nullable FaultMatch match, @Nullable FaultEffect then) {}

    /**
     * @param already how many there are; the names of those without one count on from there
     * @throws IllegalArgumentException naming what is wrong, and where
     */
    static List<Fault> read(byte[] json, int already) {
        JsonNode tree;
        try {
            tree = Json.tree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The faults are not JSON: " + malformed.getOriginalMessage(), malformed);
        }
        List<Fault> faults = new ArrayList<>();
        for (JsonNode fault : tree.isArray() ? tree : List.of(tree)) {
            faults.add(fault(fault, already + faults.size() + 1));
        }
        return faults;
    }

    private static Fault fault(JsonNode node, int number) {
        try {
            Written written = MAPPER.treeToValue(node, Written.class);
            if (written == null || written.then() == null) {
                throw new IllegalArgumentException("Fault " + number + ": 'then' says what happens, and is missing");
            }
            String name = Objects.requireNonNullElse(written.name(), "fault-" + number);
            ObjectNode source = node.deepCopy();
            source.put("name", name);
            return new Fault(
                    name, Objects.requireNonNullElse(written.match(), FaultMatch.ALWAYS), written.then(), source);
        } catch (JsonProcessingException refused) {
            throw new IllegalArgumentException("Fault " + number + ": " + what(refused), refused);
        }
    }

    private static String what(JsonProcessingException refused) {
        if (refused instanceof UnrecognizedPropertyException unknown) {
            return "'" + path(unknown) + "' is not known";
        }
        Throwable cause = refused.getCause();
        String rule =
                cause != null && cause.getMessage() != null ? cause.getMessage() : "has a value that is not allowed";
        return refused instanceof JsonMappingException somewhere
                        && !somewhere.getPath().isEmpty()
                ? "'" + path(somewhere) + "': " + rule
                : rule;
    }

    private static String path(JsonMappingException refused) {
        return refused.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
