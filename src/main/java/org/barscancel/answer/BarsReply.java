package org.barscancel.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a BaRS message that is not accepted: an OperationOutcome in the form that BaRS publishes for receivers.
 *
 * @param status of HTTP
 * @param headers the ids of the call, mirrored (R18)
 * @param body FHIR JSON; never a value of the message (R23)
 */
public record BarsReply(int status, Map<String, String> headers, String body) {
    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";

    /** As published, letter case and all. */
    private static final String CODES = "https://fhir.nhs.uk/Codesystem/http-error-codes";

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_EARLY = 425;

    /**
     * The ids of a call, as its headers name them.
     *
     * @param requestId {@code X-Request-Id}
     * @param correlationId {@code X-Correlation-Id}
     */
    public record Ids(@Nullable String requestId, @Nullable String correlationId) {}

    /** The message cannot be read, or asks for nothing this program does. */
    public static BarsReply refused(Problem problem, Ids ids) {
        return switch (problem.code()) {
            case MALFORMED -> of(BAD_REQUEST, "structure", "REC_BAD_REQUEST", problem.message(), ids);
            case TOO_LARGE -> of(CONTENT_TOO_LARGE, "too-long", "REC_BAD_REQUEST", problem.message(), ids);
            case UNSUPPORTED_FORMAT ->
                of(UNSUPPORTED_MEDIA_TYPE, "not-supported", "REC_UNSUPPORTED_MEDIA_TYPE", problem.message(), ids);
            case UNSUPPORTED_EVENT ->
                of(UNPROCESSABLE, "not-supported", "REC_UNPROCESSABLE_ENTITY", problem.message(), ids);
            default -> of(BAD_REQUEST, "value", "REC_BAD_REQUEST", problem.message(), ids);
        };
    }

    /**
     * The same message came before.
     *
     * @param ended whether what it asks for has come to an end
     */
    public static BarsReply repeated(boolean ended, Ids ids) {
        return ended
                ? of(CONFLICT, "duplicate", "REC_CONFLICT", "The message was received before.", ids)
                : of(TOO_EARLY, "transient", "REC_TOO_EARLY", "The message was received and is being processed.", ids);
    }

    private static BarsReply of(int status, String issueCode, String errorCode, String text, Ids ids) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        outcome.putObject("meta").putArray("profile").add(PROFILE);
        ObjectNode issue = outcome.putArray("issue").addObject();
        issue.put("severity", "error").put("code", issueCode);
        issue.putObject("details")
                .putArray("coding")
                .addObject()
                .put("system", CODES)
                .put("code", errorCode);
        issue.put("diagnostics", text);
        return new BarsReply(status, headers(ids), outcome.toString());
    }

    private static Map<String, String> headers(Ids ids) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (ids.requestId() != null) {
            headers.put("X-Request-Id", ids.requestId());
        }
        if (ids.correlationId() != null) {
            headers.put("X-Correlation-Id", ids.correlationId());
        }
        return headers;
    }
}
