package org.barscancel.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of one JSON object, or the elements of one array, stand in a well-formed text. Offsets are in
 * characters of the whole text.
 *
 * @param open behind the opening bracket
 */
record JsonLayout(int open, List<Member> members) {
    /**
     * @param name the member's name without escapes; null in an array
     * @param start where the member begins: at its name, or at its value in an array
     * @param valueStart where its value begins
     * @param valueEnd behind its value
     */
    record Member(@Nullable String name, int start, int valueStart, int valueEnd) {}

    /** The layout of the object or array that stands between two offsets of the text. */
    static JsonLayout of(String text, int from, int to) {
        // An array, since a parser over a Reader or a part of an array counts its offsets differently.
        char[] part = text.substring(from, to).toCharArray();
        try (JsonParser parser = JsonText.FACTORY.createParser(part)) {
            // No member stands twice in what was read before.
            parser.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            int open = from + tokenStart(parser) + 1;
            JsonToken end = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            List<Member> members = new ArrayList<>();
            while (parser.nextToken() != end) {
                int start = from + tokenStart(parser);
                if (object) {
                    parser.nextToken();
                }
                String name = object ? parser.currentName() : null;
                int valueStart = from + tokenStart(parser);
                parser.skipChildren();
                // Strings are read lazily: the parser still stands at their first quote.
                parser.finishToken();
                int valueEnd = from + (int) parser.currentLocation().getCharOffset();
                members.add(new Member(name, start, valueStart, valueEnd));
            }
            return new JsonLayout(open, members);
        } catch (IOException e) {
            throw new UncheckedIOException("Not an object or array that was read before", e);
        }
    }

    private static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    Optional<Member> member(String name) {
        return members.stream().filter(member -> name.equals(member.name())).findFirst();
    }

    /** Behind the last member, where another one may follow. */
    int tail() {
        return members.isEmpty() ? open : members.get(members.size() - 1).valueEnd();
    }
}
