package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.barscancel.json.FhirJson;
import org.barscancel.json.JsonEdit;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * The body of the PUT: the appointment as received with its new status, a later {@code meta.lastUpdated} and, where
 * configured, the reason; nothing else changes (R4, R5). The same reading gives the same bytes, so that a repeat is
 * known as one (R18).
 */
final class CancelledBody {
    private static final Duration A_LITTLE_LATER = Duration.ofMillis(1);
    private static final Instant END_OF_FHIR_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private CancelledBody() {}

    static byte[] of(
            ReadAppointment appointment, CancellationRequest request, Instant acceptedAt, CancellationPolicy policy) {
        JsonNode root = appointment.json().root();
        JsonEdit edit = appointment.json().edit();
        edit.replace(TextNode.valueOf(request.status().code()), "status");
        JsonNode lastUpdated = root.path("meta").path("lastUpdated");
        if (!lastUpdated.isMissingNode()) {
            edit.replace(TextNode.valueOf(later(lastUpdated.asText(), acceptedAt)), "meta", "lastUpdated");
        }
        addReason(edit, root, request, policy.reasonElement());
        if (policy.dropStatusExtension()) {
            edit.remove("_status");
        }
        return edit.toBytes();
    }

    private static String later(String read, Instant acceptedAt) {
        Instant later = FhirInstant.parse(read)
                .map(instant -> instant.plus(A_LITTLE_LATER))
                .filter(instant -> instant.isAfter(acceptedAt) && !instant.isAfter(END_OF_FHIR_TIME))
                .orElse(acceptedAt);
        String text = FhirInstant.format(later);
        // Both spell UTC; the provider's own spelling is kept.
        return read.endsWith("+00:00") ? text.replace("Z", "+00:00") : text;
    }

    private static void addReason(JsonEdit edit, JsonNode root, CancellationRequest request, ReasonElement element) {
        Optional<JsonNode> reason = Optional.ofNullable(request.reason()).flatMap(CancelledBody::concept);
        if (reason.isEmpty()) {
            return;
        }
        if (element == ReasonElement.REASON_CODE) {
            addReasonCode(edit, root.path("reasonCode"), reason.get());
        } else if (element == ReasonElement.CANCELATION_REASON
                && request.status() == TargetStatus.CANCELLED
                && !reason.get().equals(root.get("cancelationReason"))) {
            edit.set(reason.get(), "cancelationReason");
        }
    }

    private static void addReasonCode(JsonEdit edit, JsonNode present, JsonNode reason) {
        if (present.isMissingNode()) {
            edit.set(JsonNodeFactory.instance.arrayNode().add(reason), "reasonCode");
        } else if (present.isArray() && FhirJson.each(present).noneMatch(reason::equals)) {
            // Where it is no array it is not FHIR; what stands there is left to the provider.
            edit.append(reason, "reasonCode");
        }
    }

    /** The reason as a CodeableConcept; empty when it says nothing. */
    private static Optional<JsonNode> concept(Reason reason) {
        ObjectNode coding = JsonNodeFactory.instance.objectNode();
        put(coding, "system", reason.system());
        put(coding, "code", reason.code());
        put(coding, "display", reason.display());
        ObjectNode concept = JsonNodeFactory.instance.objectNode();
        if (!coding.isEmpty()) {
            concept.putArray("coding").add(coding);
        }
        put(concept, "text", reason.text());
        return concept.isEmpty() ? Optional.empty() : Optional.of(concept);
    }

    private static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            object.put(name, value);
        }
    }
}
