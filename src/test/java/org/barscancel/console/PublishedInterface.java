package org.barscancel.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/openapi.json}, and whether an answer is as it says. */
public final class PublishedInterface {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    public PublishedInterface() {
        try {
            document = JSON.readTree(Files.readString(Path.of("docs/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    /** Fails unless the document has this answer for the call and the body fits it. */
    public void assertDescribes(String method, String path, int status, String mediaType, String body)
            throws IOException {
        JsonNode answer = resolved(
                document.path("paths").path(path).path(method).path("responses").path(Integer.toString(status)));
        assertThat(answer.isMissingNode())
                .as("%s %s is described with status %s", method, path, status)
                .isFalse();
        JsonNode schema = answer.path("content").path(mediaType).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s of %s %s is described as %s", status, method, path, mediaType)
                .isFalse();
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(standingAlone(schema))
                        .validate(mediaType.endsWith("json") ? JSON.readTree(body) : TextNode.valueOf(body)))
                .as("faults of the answer to %s %s", method, path)
                .isEmpty();
    }

    private JsonNode resolved(JsonNode part) {
        return part.has("$ref") ? document.at(part.path("$ref").asText().substring(1)) : part;
    }

    /** With the components beside it, so that references lead somewhere. */
    private JsonNode standingAlone(JsonNode schema) {
        ObjectNode alone = schema.deepCopy();
        return alone.set("components", document.path("components"));
    }
}
