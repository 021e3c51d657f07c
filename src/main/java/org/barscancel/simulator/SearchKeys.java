package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What each resource can be found by: identifiers as {@code system|value}, and references as they stand. */
final class SearchKeys {
    private SearchKeys() {}

    /** The participants: their identifiers, their references, and the identifiers of contained Patients. */
    static Set<String> ofAppointment(JsonNode appointment) {
        Set<String> keys = new HashSet<>();
        appointment.path("participant").forEach(participant -> {
            JsonNode actor = participant.path("actor");
            addIdentifier(keys, actor.path("identifier"));
            if (actor.hasNonNull("reference")) {
                keys.add(actor.path("reference").asText());
            }
        });
        appointment.path("contained").forEach(contained -> {
            if ("Patient".equals(contained.path("resourceType").asText())) {
                contained.path("identifier").forEach(identifier -> addIdentifier(keys, identifier));
            }
        });
        appointment.path("identifier").forEach(identifier -> keys.add(ownIdentifier(token(identifier, "value"))));
        return keys;
    }

    /** What an appointment's own identifier is kept as, so that it is not taken for its patient's. */
    static String ownIdentifier(String token) {
        return "identifier " + token;
    }

    static Set<String> ofPointer(JsonNode pointer) {
        Set<String> keys = new HashSet<>();
        addIdentifier(keys, pointer.path("subject").path("identifier"));
        return keys;
    }

    static Set<String> ofPatient(JsonNode patient) {
        Set<String> keys = new HashSet<>();
        patient.path("identifier").forEach(identifier -> addIdentifier(keys, identifier));
        return keys;
    }

    static String token(JsonNode identifierOrCoding, String valueName) {
        return identifierOrCoding.path("system").asText() + "|"
                + identifierOrCoding.path(valueName).asText();
    }

    private static void addIdentifier(Set<String> keys, JsonNode identifier) {
        if (identifier.hasNonNull("value")) {
            keys.add(token(identifier, "value"));
        }
    }
}
