package org.barscancel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** JSON for tests: files of the class path, and texts as trees. */
public final class Sample {
    private Sample() {}

    public static byte[] bytes(String resource) {
        try (InputStream stream = Objects.requireNonNull(Sample.class.getResourceAsStream(resource), resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    public static JsonNode tree(String json) {
        return tree(json.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode tree(byte[] json) {
        return ((JsonText) JsonText.read(json)).root();
    }
}
