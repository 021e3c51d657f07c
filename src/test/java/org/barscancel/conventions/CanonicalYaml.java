package org.barscancel.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/**
 * The schema of Camel's YAML, of this very version, without what it allows for those who write by hand: a text in the place of an
 * object, an expression that is not called one, a {@code from} without a route. What is left is the form that visual editors
 * read and write. Later versions of Camel publish it themselves, as {@code camelYamlDsl-canonical.json}.
 */
final class CanonicalYaml {
    private static final String CLASSIC = "/schema/camelYamlDsl.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(canonical());

    private CanonicalYaml() {}

    /** What a file says that the canonical form has not. */
    static List<String> faults(String yaml) {
        return SCHEMA.validate(JSON.valueToTree(new Yaml().load(yaml))).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static JsonNode canonical() {
        try (InputStream classic = CanonicalYaml.class.getResourceAsStream(CLASSIC)) {
            JsonNode schema = JSON.readTree(classic);
            ((ObjectNode) schema.at("/items/properties")).remove("from");
            reduce(schema);
            return schema;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static void reduce(JsonNode node) {
        if (node instanceof ObjectNode object) {
            withoutText(object);
            withoutImplied(object);
        }
        node.forEach(CanonicalYaml::reduce);
    }

    /** A text, or an object: the object. */
    private static void withoutText(ObjectNode node) {
        JsonNode ways = node.path("oneOf");
        if (ways.size() == 2
                && ways.get(0).path("type").asText().equals("string")
                && ways.get(1).has("properties")) {
            node.remove("oneOf");
            node.setAll((ObjectNode) ways.get(1));
        }
    }

    /** The parts of an object that stand in the place of one, such as {@code simple} for {@code expression}, are parts no more. */
    private static void withoutImplied(ObjectNode node) {
        if (!(node.path("anyOf") instanceof ArrayNode groups) || !node.has("properties")) {
            return;
        }
        boolean implied = false;
        ArrayNode required = node.has("required") ? (ArrayNode) node.get("required") : node.putArray("required");
        ObjectNode properties = (ObjectNode) node.get("properties");
        for (JsonNode group : groups) {
            JsonNode ways = group.path("oneOf");
            for (JsonNode way : ways) {
                if (way.has("$ref")) {
                    implied = true;
                    ways.forEach(other -> other.at("/not/anyOf")
                            .forEach(part ->
                                    properties.remove(part.at("/required/0").asText())));
                    ways.findParents("properties").stream()
                            .filter(named -> named.has("required"))
                            .forEach(named -> {
                                required.addAll((ArrayNode) named.get("required"));
                                properties.setAll((ObjectNode) named.get("properties"));
                            });
                }
            }
        }
        if (implied) {
            node.remove("anyOf");
        }
        if (required.isEmpty()) {
            node.remove("required");
        }
    }
}
