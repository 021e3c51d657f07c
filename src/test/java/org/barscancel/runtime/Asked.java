package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;

/** What tests at several doors ask for, and expect of what came of it. */
public final class Asked {
    private Asked() {}

    /** A message of its own each time, as senders make them. */
    public static String bundle(String appointmentId) {
        return """
                {"resourceType":"Bundle","id":"bundle-%s","type":"message","entry":[
                 {"fullUrl":"urn:uuid:header","resource":{"resourceType":"MessageHeader",
                  "eventCoding":{"system":"https://fhir.nhs.uk/CodeSystem/message-events-bars","code":"booking-request"},
                  "source":{"endpoint":"https://fhir.nhs.uk/Id/dos-service-id|222222222"},
                  "focus":[{"reference":"Appointment/%2$s"}],
                  "definition":"https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled"}},
                 {"fullUrl":"https://example.org/Appointment/%2$s","resource":{"resourceType":"Appointment","id":"%2$s",
                  "status":"cancelled","participant":[{"status":"accepted"}]}}]}"""
                .formatted(UUID.randomUUID(), appointmentId);
    }

    /** Holds a result to what a dry run of one booked appointment with one pointer tells. */
    public static void rehearsed(JsonNode result) {
        assertThat(result.path("outcome").asText()).as(result.toString()).isEqualTo("would-cancel");
        assertThat(result.path("registry").asText()).isEqualTo("would-remove");
        assertThat(result.path("pointers").asInt()).isOne();
        assertThat(result.path("dryRun").asBoolean()).isTrue();
        assertThat(result.path("change").findValuesAsText("path")).containsExactly("status", "meta.lastUpdated");
        assertThat(result.at("/change/0").toString())
                .isEqualTo("{\"path\":\"status\",\"from\":\"booked\",\"to\":\"cancelled\"}");
    }

    /** Holds the far sides to having been asked only. */
    public static void wroteNothing(Simulator farSides) {
        assertThat(farSides.calls()).extracting(RecordedCall::method).containsOnly("GET");
    }
}
