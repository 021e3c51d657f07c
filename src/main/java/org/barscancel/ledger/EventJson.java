package org.barscancel.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Event;
import org.jspecify.annotations.Nullable;

/**
 * Events as they are kept. It has a mapper of its own: what is stored must not change with a setting. Texts are made
 * fit for every database, since one that a column refuses would hold up all events behind it.
 */
final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(new FitText()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    /**
     * An event in writing.
     *
     * @param type the public spelling of its type
     * @param payload its JSON
     */
    record Written(String type, String payload) {}

    static Written write(Event event) {
        try {
            JsonNode tree = MAPPER.valueToTree(event);
            return new Written(tree.path("type").textValue(), MAPPER.writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written", e);
        }
    }

    /** @throws IllegalStateException when the payload is none; the cause is left out, since it would quote it */
    static Event read(String payload) {
        try {
            return MAPPER.readValue(payload, Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "A stored event cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Changes in writing; null when there are none. */
    static @Nullable String changes(List<Change> changes) {
        try {
            return changes.isEmpty() ? null : MAPPER.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Changes cannot be written", e);
        }
    }

    /** @throws IllegalStateException when the text is no list of changes */
    static List<Change> readChanges(@Nullable String changes) {
        try {
            return changes == null ? List.of() : List.of(MAPPER.readValue(changes, Change[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Stored changes cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static final class FitText extends StdSerializer<String> {
        FitText() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Texts.fit(value));
        }
    }
}
