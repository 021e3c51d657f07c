package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.barscancel.cancellation.Change;
import org.barscancel.json.FhirInstant;
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
    /** What stands for an extension, whose content is the provider's own. */
    private static final String EXTENSION = "(extension)";

    private static final Duration A_LITTLE_LATER = Duration.ofMillis(1);
    private static final Instant END_OF_FHIR_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private CancelledBody() {}

    /**
     * What is written.
     *
     * @param bytes UTF-8 JSON
     * @param changes what is different from what was read
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and seen by nobody else
    record Written(byte[] bytes, List<Change> changes) {}

    static Written of(
            ReadAppointment appointment, CancellationRequest request, Instant acceptedAt, CancellationPolicy policy) {
        JsonNode root = appointment.json().root();
        JsonEdit edit = appointment.json().edit();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change("status", appointment.status(), request.status().code()));
        edit.replace(TextNode.valueOf(request.status().code()), "status");
        JsonNode lastUpdated = root.path("meta").path("lastUpdated");
        if (!lastUpdated.isMissingNode()) {
            String later = later(lastUpdated.asText(), acceptedAt);
            edit.replace(TextNode.valueOf(later), "meta", "lastUpdated");
            changes.add(new Change("meta.lastUpdated", readable(lastUpdated), later));
        }
        changes.addAll(addReason(edit, root, request, policy.reasonElement()));
        if (policy.dropStatusExtension() && root.has("_status")) {
            edit.remove("_status");
            changes.add(new Change("_status", EXTENSION, null));
        }
        return new Written(edit.toBytes(), changes);
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

    /** A time; what is none is the far side's own text, and not repeated (R23). */
    private static String readable(JsonNode lastUpdated) {
        return FhirInstant.parse(lastUpdated.asText()).isPresent() ? lastUpdated.asText() : "(no time)";
    }

    private static List<Change> addReason(
            JsonEdit edit, JsonNode root, CancellationRequest request, ReasonElement element) {
        Optional<JsonNode> reason = Optional.ofNullable(request.reason()).flatMap(CancelledBody::concept);
        if (reason.isEmpty()) {
            return List.of();
        }
        if (element == ReasonElement.REASON_CODE) {
            return addReasonCode(edit, root.path("reasonCode"), reason.get());
        }
        if (element == ReasonElement.CANCELATION_REASON
                && request.status() == TargetStatus.CANCELLED
                && !reason.get().equals(root.get("cancelationReason"))) {
            edit.set(reason.get(), "cancelationReason");
            return ElementChanges.between("cancelationReason", root.path("cancelationReason"), reason.get());
        }
        return List.of();
    }

    private static List<Change> addReasonCode(JsonEdit edit, JsonNode present, JsonNode reason) {
        if (present.isMissingNode()) {
            edit.set(JsonNodeFactory.instance.arrayNode().add(reason), "reasonCode");
            return ElementChanges.between("reasonCode[0]", present, reason);
        }
        if (present.isArray() && FhirJson.each(present).noneMatch(reason::equals)) {
            // Where it is no array it is not FHIR; what stands there is left to the provider.
            edit.append(reason, "reasonCode");
            return ElementChanges.between("reasonCode[" + present.size() + "]", MissingNode.getInstance(), reason);
        }
        return List.of();
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
