package org.barscancel.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that is one object or a list, keeping each element's text. Stricter than JSON itself: a field may stand
 * once only, since of two values the wrong one could win.
 */
final class StrictJson {
    static final int DEEPEST = 20;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final JsonParser parser;
    private final int deepest;

    /**
     * @param many whether the input is a list
     * @param elements its elements, or the one object
     */
    record Document(boolean many, List<Element> elements) {}

    /**
     * @param node numbers stand as 0: no field of a request is one
     * @param original as received
     */
    record Element(JsonNode node, String original) {}

    private StrictJson(String text, JsonParser parser, int deepest) {
        this.text = text;
        this.parser = parser;
        this.deepest = deepest;
    }

    static Document parse(String text) throws UnreadableInput {
        return parse(text, DEEPEST);
    }

    static Document parse(String text, int deepest) throws UnreadableInput {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new StrictJson(text, parser, deepest).document();
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the input.
            boolean atEnd = e instanceof JsonEOFException
                    || (e.getLocation() != null && e.getLocation().getCharOffset() >= text.length());
            throw at(e.getLocation(), atEnd ? "The JSON breaks off: its end is missing." : "The input is not JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Document document() throws IOException, UnreadableInput {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
            throw at(parser.currentTokenLocation(), "The input is neither a JSON object nor an array of objects.");
        }
        boolean many = first == JsonToken.START_ARRAY;
        List<Element> elements = new ArrayList<>();
        if (many) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(element(1));
            }
        } else {
            elements.add(element(0));
        }
        if (elements.isEmpty()) {
            throw at(parser.currentTokenLocation(), "The array is empty.");
        }
        if (parser.nextToken() != null) {
            throw at(parser.currentTokenLocation(), "There is more after the end of the JSON.");
        }
        return new Document(many, elements);
    }

    private Element element(int depth) throws IOException, UnreadableInput {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        JsonNode node = value(depth);
        int end = (int) parser.currentLocation().getCharOffset();
        return new Element(node, text.substring(start, end));
    }

    private JsonNode value(int depth) throws IOException, UnreadableInput {
        JsonToken token = parser.currentToken();
        if (token.isStructStart() && depth == deepest) {
            throw at(parser.currentTokenLocation(), "The JSON is nested more than " + deepest + " deep.");
        }
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.numberNode(0);
        };
    }

    private ObjectNode object(int depth) throws IOException, UnreadableInput {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw at(parser.currentTokenLocation(), "Of one object, " + FieldNames.shown(name) + " stands twice.");
            }
            parser.nextToken();
            object.set(name, value(depth));
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException, UnreadableInput {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(depth));
        }
        return array;
    }

    private static UnreadableInput at(@Nullable JsonLocation location, String message) {
        return location == null || location.getLineNr() < 1
                ? new UnreadableInput(message, null, null)
                : new UnreadableInput(message, location.getLineNr(), location.getColumnNr());
    }
}
