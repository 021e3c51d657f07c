package org.barscancel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/** Changes to a JSON object's text. Every character outside the changed members stays as it was received (R4). */
public final class JsonEdit {
    private String text;

    JsonEdit(String text) {
        this.text = text;
    }

    /**
     * Replaces a value.
     *
     * @param path member names from the top, through objects only
     * @throws IllegalArgumentException when there is no such member
     */
    public JsonEdit replace(JsonNode value, String... path) {
        int from = 0;
        int to = text.length();
        for (String name : path) {
            JsonLayout.Member member = require(JsonLayout.of(text, from, to), name);
            from = member.valueStart();
            to = member.valueEnd();
        }
        return splice(from, to, value.toString());
    }

    /** Replaces the value of a member at the top, or adds the member behind the last one. */
    public JsonEdit set(JsonNode value, String name) {
        JsonLayout layout = top();
        if (layout.member(name).isPresent()) {
            return replace(value, name);
        }
        String member = TextNode.valueOf(name) + ":" + value;
        return insert(layout, member);
    }

    /**
     * Adds an element to an array at the top, behind the last one.
     *
     * @throws IllegalArgumentException when there is no such member
     */
    public JsonEdit append(JsonNode element, String name) {
        JsonLayout.Member array = require(top(), name);
        return insert(JsonLayout.of(text, array.valueStart(), array.valueEnd()), element.toString());
    }

    /** Removes a member at the top with the comma that parts it from its neighbour, if it is there. */
    public JsonEdit remove(String name) {
        JsonLayout layout = top();
        int index = layout.member(name).map(layout.members()::indexOf).orElse(-1);
        if (index < 0) {
            return this;
        }
        JsonLayout.Member member = layout.members().get(index);
        if (index > 0) {
            return splice(layout.members().get(index - 1).valueEnd(), member.valueEnd(), "");
        }
        int end = layout.members().size() == 1
                ? member.valueEnd()
                : layout.members().get(1).start();
        return splice(member.start(), end, "");
    }

    /** The text with all changes, UTF-8 without a byte order mark. */
    public byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without content (R23). */
    @Override
    public String toString() {
        return "JsonEdit";
    }

    private JsonLayout top() {
        return JsonLayout.of(text, 0, text.length());
    }

    private JsonEdit insert(JsonLayout layout, String addition) {
        return splice(layout.tail(), layout.tail(), layout.members().isEmpty() ? addition : "," + addition);
    }

    private JsonEdit splice(int from, int to, String replacement) {
        text = text.substring(0, from) + replacement + text.substring(to);
        return this;
    }

    private static JsonLayout.Member require(JsonLayout layout, String name) {
        return layout.member(name).orElseThrow(() -> new IllegalArgumentException("There is no such member: " + name));
    }
}
