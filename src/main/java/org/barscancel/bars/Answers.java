package org.barscancel.bars;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each answer of a far side means for a cancellation: the table of R24 in code. Never fails, whatever came back,
 * and never shows any text of it but published codes (R23).
 */
public final class Answers {
    private final Clock clock;

    /**
     * Judges answers.
     *
     * @param clock for a {@code Retry-After} that is a date
     */
    public Answers(Clock clock) {
        this.clock = clock;
    }

    /**
     * What came back, as its meaning for the call.
     *
     * @param call what was sent
     * @param received what came back
     */
    public Answer judge(Call call, Received received) {
        if (received instanceof Received.Failed failed) {
            return failure(call, failed.kind());
        }
        if (received instanceof Received.HeldBack held) {
            return new Answer.HeldBack(held.why(), held.retryAfter());
        }
        if (received instanceof Received.NoCredentials none) {
            return none.refused() ? new Answer.Unauthorised(none.why(), false) : new Answer.NotSent(none.why());
        }
        if (received instanceof Received.NotTrusted untrusted) {
            return new Answer.NotSent(untrusted.why());
        }
        Received.Response response = (Received.Response) received;
        Echo echo = Echo.of(call, response);
        String status = "HTTP " + response.status();
        if (echo == Echo.DIFFERENT) {
            return new Answer.Invalid(status + ", with the ids of another call");
        }
        return switch (response.status() / 100) {
            case 2 -> new Answer.Success(status, response.body(), etag(response));
            case 4, 5 -> error(call, response, echo);
            default -> new Answer.Invalid(status);
        };
    }

    private static Answer failure(Call call, Received.Kind kind) {
        return switch (kind) {
            case NOT_SENT -> new Answer.NotSent("no connection");
            case TIMED_OUT -> unsettled(call, "no answer in time", null);
            case LOST -> unsettled(call, "connection lost before the answer", null);
            case TOO_LARGE -> new Answer.Invalid("answer larger than the limit");
        };
    }

    /** The rows in the order of the table. A known code outranks the status, which decides all the rest. */
    private Answer error(Call call, Received.Response response, Echo echo) {
        ErrorBody body = ErrorBody.read(response.body());
        int meant = body.meant(response.status());
        Duration wait =
                RetryAfter.parse(response.header(HeaderNames.RETRY_AFTER).orElse(null), clock);
        String what = what(response, body, echo);

        if (body.says("duplicate") && (meant == 409 || response.status() == 409)) {
            return new Answer.Duplicate(what);
        }
        if (meant == 409 || meant == 412) {
            return new Answer.Conflict(what);
        }
        if (meant == 408 || meant == 425) {
            return unsettled(call, what, wait);
        }
        if (meant == 429) {
            return new Answer.TooManyRequests(what, wait);
        }
        if (meant >= 500 && meant != 501) {
            return new Answer.Unavailable(what, wait);
        }
        if (meant == 401) {
            return new Answer.Unauthorised(what, true);
        }
        if (meant == 403) {
            return new Answer.Unauthorised(what, isSaid(body, "SEND", "FORBIDDEN"));
        }
        if (meant == 404 || meant == 410) {
            return isAbsent(call, response.status(), body) ? new Answer.Absent(what) : new Answer.NotRouted(what);
        }
        return body.outcome() ? new Answer.Refused(what) : new Answer.Invalid(what);
    }

    /** No word whether the far side acted: only a write may have changed something. */
    private static Answer unsettled(Call call, String what, @Nullable Duration wait) {
        return call.isWrite() ? new Answer.MaybeApplied(what) : new Answer.Unavailable(what, wait);
    }

    /** Whether the resource is not there, as opposed to the way to it. */
    private static boolean isAbsent(Call call, int status, ErrorBody body) {
        boolean onePointer = "DocumentReference".equals(call.resourceType()) && call.resourceId() != null;
        if (onePointer || status == 410) {
            return true;
        }
        boolean fromTheCatalogue =
                body.code() != null && body.code().name().equals("NOT_FOUND") && !isSaid(body, "REC", "NOT_FOUND");
        return body.outcome() && !fromTheCatalogue;
    }

    private static boolean isSaid(ErrorBody body, String speaker, String name) {
        return new ErrorCode(speaker, name).equals(body.code());
    }

    private static String what(Received.Response response, ErrorBody body, Echo echo) {
        String ids = echo == Echo.MISSING ? ", without the ids of the call" : "";
        return "HTTP " + response.status() + body.shown() + ids;
    }

    /** One that could not be sent back as {@code If-Match} is as good as none. */
    private static @Nullable String etag(Received.Response response) {
        Optional<String> etag = response.header(HeaderNames.ETAG).map(String::strip);
        return etag.filter(value -> !value.isEmpty() && HeaderValues.isSafe(value))
                .orElse(null);
    }
}
