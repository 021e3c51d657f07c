package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes searchset Bundles in which each resource stands as it was received (R4). */
final class SearchBundle {
    private SearchBundle() {}

    /**
     * @param total how many there are on all pages
     * @param next address of the next page; null on the last
     * @param token what the next page is asked by; in {@code meta.tag}, as NRL puts it; null on the last
     */
    static byte[] of(List<Stored> page, int total, String self, @Nullable String next, @Nullable String token) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            if (token != null) {
                json.writeObjectFieldStart("meta");
                json.writeArrayFieldStart("tag");
                json.writeStartObject();
                json.writeStringField("code", token);
                json.writeStringField("display", "next_page_token");
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeStringField("type", "searchset");
            json.writeNumberField("total", total);
            json.writeArrayFieldStart("link");
            writeLink(json, "self", self);
            if (next != null) {
                writeLink(json, "next", next);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("entry");
            for (Stored stored : page) {
                json.writeStartObject();
                json.writeFieldName("resource");
                json.writeRawValue(Json.text(stored.text()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeLink(JsonGenerator json, String relation, String url) throws IOException {
        json.writeStartObject();
        json.writeStringField("relation", relation);
        json.writeStringField("url", url);
        json.writeEndObject();
    }
}
