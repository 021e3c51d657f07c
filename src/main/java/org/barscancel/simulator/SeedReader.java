package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts the resources out of a seed, each as it is written there. */
final class SeedReader {
    private SeedReader() {}

    /**
     * The resources of a single resource, an array of resources, or a Bundle.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    static List<byte[]> resources(byte[] seed) {
        String text = Json.text(seed);
        try {
            if (Json.MAPPER.readTree(text).isArray()) {
                return objects(text, 1);
            }
            if ("Bundle".equals(Json.MAPPER.readTree(text).path("resourceType").asText())) {
                return objects(text, 3);
            }
            return List.of(seed);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The seed is not JSON", malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The objects that lie in so many arrays and objects: 1 in {@code [x]}, 3 in {@code {"entry": [{"resource": x}]}}. */
    private static List<byte[]> objects(String text, int depth) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            int open = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT && open == depth) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    boolean wanted = depth == 1 || "resource".equals(parser.currentName());
                    parser.skipChildren();
                    int end = (int) parser.currentLocation().getCharOffset();
                    if (wanted) {
                        found.add(text.substring(start, end).getBytes(StandardCharsets.UTF_8));
                    }
                } else if (token.isStructStart()) {
                    open++;
                } else if (token.isStructEnd()) {
                    open--;
                }
            }
        }
        return found;
    }
}
