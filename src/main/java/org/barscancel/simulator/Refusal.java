package org.barscancel.simulator;

/**
 * Why the simulator does not do what it is asked, in the published terms (R24).
 *
 * @param status the HTTP status
 * @param issueCode {@code OperationOutcome.issue.code}
 * @param errorCode the code of the system {@code http-error-codes}
 * @param diagnostics what is wrong; never a value out of a resource
 */
record Refusal(int status, String issueCode, String errorCode, String diagnostics) {
    static Refusal badRequest(String issueCode, String diagnostics) {
        return new Refusal(400, issueCode, "SEND_BAD_REQUEST", diagnostics);
    }

    static Refusal unauthorised() {
        return new Refusal(401, "login", "SEND_UNAUTHORIZED", "The access token is missing, unknown or has expired.");
    }

    static Refusal notFound() {
        return new Refusal(404, "not-found", "REC_NOT_FOUND", "The resource requested was not found.");
    }

    static Refusal gone() {
        return new Refusal(410, "deleted", "REC_NOT_FOUND", "The resource requested has been deleted.");
    }

    static Refusal stale() {
        return new Refusal(412, "conflict", "REC_CONFLICT", "The resource has another version than If-Match names.");
    }

    static Refusal duplicate() {
        return new Refusal(
                409, "duplicate", "REC_CONFLICT", "The message has been identified as having already been processed.");
    }

    static Refusal notAcceptable() {
        return new Refusal(
                406,
                "processing",
                "SEND_NOT_ACCEPTABLE",
                "Accept must be application/fhir+json with a version of 1.1.0 or higher.");
    }

    static Refusal unprocessable(String diagnostics) {
        return new Refusal(422, "processing", "REC_UNPROCESSABLE_ENTITY", diagnostics);
    }
}
