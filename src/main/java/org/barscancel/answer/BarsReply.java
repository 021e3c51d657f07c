package org.barscancel.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.barscancel.answer.CancellationResult.Trouble;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/**
 * The answer to a BaRS message: an OperationOutcome in the form that BaRS publishes for receivers.
 *
 * @param status of HTTP
 * @param body FHIR JSON; never a value of the message (R23)
 */
public record BarsReply(int status, String body) {
    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";

    /** As published, letter case and all. */
    private static final String ERRORS = "https://fhir.nhs.uk/Codesystem/http-error-codes";

    private static final String SUCCESSES = "https://fhir.nhs.uk/CodeSystem/NRLF-SuccessCode";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** The message cannot be read, or asks for nothing this program does. */
    public static BarsReply refused(Problem problem) {
        return switch (problem.code()) {
            case MALFORMED -> error(BAD_REQUEST, "structure", "REC_BAD_REQUEST", problem.message());
            case TOO_LARGE -> error(CONTENT_TOO_LARGE, "too-long", "REC_BAD_REQUEST", problem.message());
            case UNSUPPORTED_FORMAT ->
                error(UNSUPPORTED_MEDIA_TYPE, "not-supported", "REC_UNSUPPORTED_MEDIA_TYPE", problem.message());
            case UNSUPPORTED_EVENT ->
                error(UNPROCESSABLE, "not-supported", "REC_UNPROCESSABLE_ENTITY", problem.message());
            default -> error(BAD_REQUEST, "value", "REC_BAD_REQUEST", problem.message());
        };
    }

    /** The same message came before, and what it asks for has come to a good end. */
    public static BarsReply duplicate() {
        return error(
                CONFLICT,
                "duplicate",
                "REC_CONFLICT",
                "The message was received before, and the appointment was cancelled for it.");
    }

    /** The same message came before, and what it asks for is still on its way. */
    public static BarsReply running() {
        return error(
                TOO_EARLY,
                "transient",
                "REC_TOO_EARLY",
                "The message was received before and is still being processed.");
    }

    /** The message did not come in time. */
    public static BarsReply late() {
        return error(
                TIMEOUT, "timeout", "REC_TIMEOUT", "The message did not come in time, and nothing of it was taken.");
    }

    /**
     * Its sender is not let in.
     *
     * @param status 401, 503, or another that says why
     */
    public static BarsReply denied(int status, String why) {
        if (status == UNAVAILABLE) {
            return unavailable();
        }
        return error(status, "forbidden", status == UNAUTHORISED ? "REC_UNAUTHORIZED" : "REC_FORBIDDEN", why);
    }

    /** The sender has sent too many at a time. */
    public static BarsReply tooMany() {
        return error(
                TOO_MANY_REQUESTS,
                "throttled",
                "REC_TOO_MANY_REQUESTS",
                "Too many messages were sent at a time, and nothing of this one was taken. Send it again, unchanged.");
    }

    /** The message cannot be stored at present. */
    public static BarsReply unavailable() {
        return error(
                UNAVAILABLE,
                "transient",
                "REC_SERVICE_UNAVAILABLE",
                "Messages cannot be taken at present. Send it again, unchanged.");
    }

    /** The program failed at the message. */
    public static BarsReply failed() {
        return error(
                SERVER_ERROR,
                "exception",
                "REC_SERVER_ERROR",
                "The program failed at this message. Send it again, unchanged.");
    }

    /**
     * How the cancellation stands: cancelled, refused, in the hands of an operator, or accepted and on its way.
     *
     * @param result as the ledger knows it
     */
    public static BarsReply of(CancellationResult result) {
        Trouble problem = result.problem();
        if (result.isDryRun() && (problem == null || result.outcome().succeeded())) {
            return rehearsed(result.outcome());
        }
        if (result.outcome() == ProviderOutcome.DONE || result.outcome() == ProviderOutcome.ALREADY_DONE) {
            return information(OK, "RESOURCE_UPDATED", "The appointment is cancelled.");
        }
        if (problem == null) {
            return information(
                    ACCEPTED,
                    "",
                    "The message is safely stored and will be carried out; the appointment is not cancelled yet.");
        }
        String why = (result.isDryRun() ? "Dry run: " : "") + problem.message() + " " + problem.nextAction();
        if (result.outcome() == ProviderOutcome.PARKED) {
            return error(SERVER_ERROR, "exception", "REC_SERVER_ERROR", why);
        }
        return problem.code() == ProblemCode.NOT_FOUND
                ? error(NOT_FOUND, "not-found", "REC_NOT_FOUND", why)
                : error(UNPROCESSABLE, "business-rule", "REC_UNPROCESSABLE_ENTITY", why);
    }

    /** Its sender is not served at present. Sent again when the rehearsal is over, the message is carried out. */
    private static BarsReply rehearsed(ProviderOutcome outcome) {
        String found =
                switch (outcome) {
                    case WOULD_CANCEL -> "the appointment would be cancelled";
                    case ALREADY_DONE, DONE -> "the appointment has that status already";
                    case PENDING, PARKED, REJECTED -> "it is not known yet what would be done";
                };
        return error(
                UNAVAILABLE,
                "transient",
                "REC_SERVICE_UNAVAILABLE",
                "Dry run: " + found + ". Nothing was cancelled, and nothing will be for this message. Send it again,"
                        + " unchanged, when the rehearsal is over.");
    }

    private static BarsReply information(int status, String code, String text) {
        return outcome(status, "information", "informational", SUCCESSES, code, text);
    }

    private static BarsReply error(int status, String issueCode, String errorCode, String text) {
        return outcome(status, "error", issueCode, ERRORS, errorCode, text);
    }

    /** @param code empty when none is published for it */
    private static BarsReply outcome(
            int status, String severity, String issueCode, String system, String code, String text) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        outcome.putObject("meta").putArray("profile").add(PROFILE);
        ObjectNode issue = outcome.putArray("issue").addObject();
        issue.put("severity", severity).put("code", issueCode);
        if (!code.isEmpty()) {
            issue.putObject("details")
                    .putArray("coding")
                    .addObject()
                    .put("system", system)
                    .put("code", code);
        }
        issue.put("diagnostics", text);
        return new BarsReply(status, outcome.toString());
    }
}
