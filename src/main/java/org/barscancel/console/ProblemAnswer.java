package org.barscancel.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.UUID;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * A problem as an HTTP answer (RFC 9457). It never repeats what the caller sent.
 *
 * @param type {@code urn:bars-cancel:problem:} and the code, or {@code about:blank} when the status says it all
 * @param title the kind of problem in a few words; the same for every problem of the type
 * @param status the HTTP status
 * @param detail one or two sentences that name the fault
 * @param code the problem code of a result, when it is one of those
 * @param nextAction one sentence that says what to do
 * @param line where in the body, from 1, when known
 * @param column where in the body, from 1, when known
 * @param cancellationId under which the refused request is kept, when it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "nextAction", "line", "column", "cancellationId"})
public record ProblemAnswer(
        String type,
        String title,
        int status,
        String detail,
        @Nullable ProblemCode code,
        @Nullable String nextAction,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable UUID cancellationId) {
    /** The media type of such an answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:bars-cancel:problem:";

    /** A problem of what was sent, kept or not. */
    public static ProblemAnswer of(Problem problem) {
        HttpStatus status = status(problem.code());
        return new ProblemAnswer(
                TYPES + problem.code().code(),
                title(problem.code()),
                status.value(),
                problem.message(),
                problem.code(),
                problem.nextAction(),
                null,
                null,
                null);
    }

    /** A problem of which nothing is known but its status. */
    public static ProblemAnswer of(HttpStatusCode status) {
        return Statuses.answer(status);
    }

    /** A problem that its status names. */
    public static ProblemAnswer of(HttpStatus status, String detail, @Nullable String nextAction) {
        return new ProblemAnswer(
                "about:blank", status.getReasonPhrase(), status.value(), detail, null, nextAction, null, null, null);
    }

    /** The same problem, with its place in the body. */
    public ProblemAnswer at(@Nullable Integer itsLine, @Nullable Integer itsColumn) {
        return new ProblemAnswer(type, title, status, detail, code, nextAction, itsLine, itsColumn, cancellationId);
    }

    /** The same problem, with the id under which the refused request can be looked up. */
    public ProblemAnswer keptAs(UUID id) {
        return new ProblemAnswer(type, title, status, detail, code, nextAction, line, column, id);
    }

    private static HttpStatus status(ProblemCode code) {
        return switch (code) {
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case UNSUPPORTED_FORMAT -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            default -> HttpStatus.BAD_REQUEST;
        };
    }

    private static String title(ProblemCode code) {
        String words = code.code().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
