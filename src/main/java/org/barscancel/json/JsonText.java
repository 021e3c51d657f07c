package org.barscancel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One JSON object as it was received: the tree to read, the text to edit. Serialising the tree again would respell
 * numbers and escapes; editing the text does not (R4).
 */
public final class JsonText implements JsonReading {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER_LENGTH = 10_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            // Two members of one name: which of them a far side believes is anybody's guess.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names come from outside; they must not fill the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String text;
    private final ObjectNode root;

    private JsonText(String text, ObjectNode root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads one JSON object: UTF-8 (a byte order mark is dropped), no member named twice, nested at most 200 deep,
     * nothing behind it.
     */
    public static JsonReading read(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new NotJson("is not UTF-8 text");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return new NotJson("is empty");
        }
        try {
            JsonNode root = MAPPER.readTree(text);
            return root instanceof ObjectNode object ? new JsonText(text, object) : new NotJson("is not a JSON object");
        } catch (StreamConstraintsException e) {
            return new NotJson("is nested too deep or holds too long a number");
        } catch (JsonProcessingException e) {
            // Its message quotes the text.
            return new NotJson("is not well-formed JSON, or names an element twice");
        }
    }

    /** The object as a tree, to read. Changes to it do not reach the text. */
    public ObjectNode root() {
        return root;
    }

    /** Begins an edit of the text; this object stays as it is. */
    public JsonEdit edit() {
        return new JsonEdit(text);
    }

    /** Without content (R23). */
    @Override
    public String toString() {
        return "JsonText";
    }
}
