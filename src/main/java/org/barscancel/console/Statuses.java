package org.barscancel.console;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What to say when a status is all that is known. */
final class Statuses {
    private Statuses() {}

    static ProblemAnswer answer(HttpStatusCode code) {
        HttpStatus status = Objects.requireNonNullElse(HttpStatus.resolve(code.value()), HttpStatus.BAD_REQUEST);
        return ProblemAnswer.of(status, detail(status), nextAction(status));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this path.";
            case METHOD_NOT_ALLOWED -> "This path does not take this method.";
            case NOT_ACCEPTABLE -> "No answer can be given in a media type that Accept names.";
            case UNSUPPORTED_MEDIA_TYPE -> "Bodies of this media type are not read.";
            case SERVICE_UNAVAILABLE -> "The call took too long. What it asked for may have been accepted.";
            default ->
                status.is4xxClientError()
                        ? "The call cannot be understood."
                        : "The program failed at this call. What it asked for may have been accepted.";
        };
    }

    private static @Nullable String nextAction(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "See /openapi.json for the paths.";
            case METHOD_NOT_ALLOWED -> "Use a method that Allow names.";
            case NOT_ACCEPTABLE -> "Accept application/json and application/problem+json.";
            default ->
                status.is5xxServerError()
                        ? "Send the call again, with the same Idempotency-Key if it had one."
                        : "See /openapi.json for what is taken.";
        };
    }
}
