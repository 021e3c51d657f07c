package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void takesItsOwnExamples() throws IOException {
        for (JsonNode example : published().path("examples")) {
            assertThat(new RequestSchema().faults(example)).isEmpty();
        }
    }

    @Test
    void saysOfEveryFieldWhatItIsAndWhatItMustBe() throws IOException {
        assertDescribed(published());
    }

    @Test
    void letsNothingPassUnnamed() throws IOException {
        JsonNode schema = published();

        for (JsonNode object : List.of(
                schema,
                schema.at("/properties/reason"),
                schema.at("/properties/targetService"),
                schema.at("/properties/bookingNumber"))) {
            assertThat(object.path("additionalProperties").isBoolean()).isTrue();
            assertThat(object.path("additionalProperties").asBoolean()).isFalse();
        }
        assertThat(schema.path("anyOf"))
                .as("ways to say which appointment is meant")
                .hasSize(3);
    }

    private static void assertDescribed(JsonNode part) {
        assertThat(part.path("title").asText()).isNotEmpty();
        assertThat(part.path("description").asText()).isNotEmpty();
        part.path("properties").forEach(RequestSchemaTest::assertDescribed);
    }

    private static JsonNode published() throws IOException {
        try (InputStream in =
                RequestSchemaTest.class.getResourceAsStream("/bars-cancel/schema/cancellation-request.schema.json")) {
            return MAPPER.readTree(in);
        }
    }
}
