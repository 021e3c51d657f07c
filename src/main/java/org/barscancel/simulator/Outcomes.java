package org.barscancel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** OperationOutcomes in the published shapes. */
final class Outcomes {
    private static final String ERROR_CODES = "https://fhir.nhs.uk/Codesystem/http-error-codes";

    private Outcomes() {}

    static byte[] of(Refusal refusal) {
        return outcome("error", refusal.issueCode(), ERROR_CODES, refusal.errorCode(), null, refusal.diagnostics());
    }

    static byte[] updated() {
        return outcome(
                "information",
                "informational",
                "https://fhir.nhs.uk/CodeSystem/NRLF-SuccessCode",
                "RESOURCE_UPDATED",
                "Resource updated",
                "Resource updated");
    }

    static byte[] deleted() {
        return outcome(
                "information",
                "informational",
                "https://fhir.nhs.uk/ValueSet/NRL-ResponseCode",
                "RESOURCE_DELETED",
                "Resource deleted",
                "The requested DocumentReference has been deleted");
    }

    private static byte[] outcome(
            String severity,
            String issueCode,
            String system,
            String code,
            @Nullable String display,
            String diagnostics) {
        ObjectNode outcome = Json.MAPPER.createObjectNode().put("resourceType", "OperationOutcome");
        ObjectNode issue =
                outcome.putArray("issue").addObject().put("severity", severity).put("code", issueCode);
        ObjectNode coding = issue.putObject("details")
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code);
        if (display != null) {
            coding.put("display", display);
        }
        issue.put("diagnostics", diagnostics);
        return outcome.toString().getBytes(StandardCharsets.UTF_8);
    }
}
