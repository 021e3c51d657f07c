package org.barscancel.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The published schema of a request, and its faults in words that never hold a value of the request (R23). */
final class RequestSchema {
    private static final String RESOURCE = "/bars-cancel/schema/cancellation-request.schema.json";

    private final JsonNode definition;
    private final JsonSchema schema;

    RequestSchema() {
        try (InputStream in =
                Objects.requireNonNull(RequestSchema.class.getResourceAsStream(RESOURCE), "No " + RESOURCE)) {
            definition = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Nothing but this one document is ever loaded, least of all from the network.
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(RequestSchema::regularExpression)
                .build();
        schema = factory.getSchema(definition, config);
        schema.initializeValidators();
    }

    /** In JSON Schema a dollar is the end of the text; in Java it also stands before a last line break. */
    private static RegularExpression regularExpression(String regex) {
        Pattern pattern = Pattern.compile(regex.replace("$", "\\z"));
        return text -> pattern.matcher(text).find();
    }

    /** What is wrong with a request: by field (a path with dots, empty for the whole), a phrase; empty when nothing. */
    Map<String, String> faults(JsonNode request) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (ValidationMessage message : schema.validate(request)) {
            if (message.getEvaluationPath().toString().contains("anyOf") || "not".equals(message.getType())) {
                // Which appointment is meant depends on the settings too, and is checked with them.
                continue;
            }
            List<String> path = names(message.getInstanceLocation());
            switch (message.getType()) {
                case "required" -> {
                    String field = join(path, message.getProperty());
                    faults.putIfAbsent(field, field + " is missing");
                }
                case "additionalProperties" -> {
                    String field = join(path, message.getProperty());
                    faults.putIfAbsent(field, unknown(path, message.getProperty()));
                }
                default -> {
                    String field = String.join(".", path);
                    faults.putIfAbsent(field, mustBe(field));
                }
            }
        }
        return faults;
    }

    /** What a field must be, as the schema says it. */
    String mustBe(String field) {
        JsonNode part = definition;
        for (String name : field.isEmpty() ? new String[0] : field.split("\\.", -1)) {
            part = part.path("properties").path(name);
        }
        String subject = field.isEmpty() ? "a request" : field;
        return subject + " must be " + part.path("title").asText();
    }

    private static String unknown(List<String> path, String name) {
        String where = path.isEmpty() ? "" : " of " + String.join(".", path);
        return FieldNames.shown(name) + where + " is not known";
    }

    private static String join(List<String> path, String name) {
        return path.isEmpty() ? name : String.join(".", path) + "." + name;
    }

    private static List<String> names(JsonNodePath location) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            names.add(location.getName(i));
        }
        return names;
    }
}
