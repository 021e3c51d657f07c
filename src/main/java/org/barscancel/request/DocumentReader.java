package org.barscancel.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads what may be JSON requests or a BaRS message, where no media type tells which: XML is a message, and so is a JSON
 * object that calls itself a FHIR resource. A request has no field {@code resourceType}.
 */
public final class DocumentReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonRequestReader requests;
    private final BarsMessageReader messages;

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param requests reads JSON requests
     * @param messages reads BaRS messages
     */
    public DocumentReader(JsonRequestReader requests, BarsMessageReader messages) {
        this.requests = requests;
        this.messages = messages;
    }

    /** Reads an input; never fails. */
    public Reading read(byte[] input) {
        return isMessage(input) ? messages.read(input, null) : requests.read(input);
    }

    /** Reads a BaRS message and nothing else; never fails. */
    public Reading message(byte[] input) {
        return messages.read(input, null);
    }

    private static boolean isMessage(byte[] input) {
        int start = 0;
        while (start < input.length && input[start] >= 0 && input[start] <= ' ') {
            start++;
        }
        return start < input.length && (input[start] == '<' || (input[start] == '{' && isResource(input)));
    }

    /** What is no JSON is left to the reader of requests, which says where it goes wrong. */
    private static boolean isResource(byte[] input) {
        try (JsonParser parser = FACTORY.createParser(input)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if ("resourceType".equals(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException notJson) {
            return false;
        }
    }
}
