package org.barscancel.intake;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of an HTTP call: the request id of a single request. In a list it becomes {@code key/row}
 * for each row without a request id of its own, so that the whole list may be sent again.
 *
 * @param value 1 to 100 printable ASCII characters, which leaves room for the row
 */
record IdempotencyKey(String value) {
    private static final String MUST_BE = "one text of 1 to 100 printable ASCII characters, with or without quotes";

    /** Bare, as most clients send it, or as a string of a structured field. */
    private static final Pattern SPELLING =
            Pattern.compile("\"([ !#-\\[\\]-~]{1,100})\"|([!#-+\\--~][!-+\\--~]{0,99})");

    /** A header that holds none. */
    static final Problem NONE = new Problem(ProblemCode.INVALID_FIELD, "Idempotency-Key must be " + MUST_BE + ".");

    /** The key of a call; empty when it has none, or none that is one. */
    static Optional<IdempotencyKey> of(@Nullable String header) {
        return header == null ? Optional.empty() : parse(header);
    }

    static Optional<IdempotencyKey> parse(String header) {
        Matcher spelled = SPELLING.matcher(header.strip());
        return spelled.matches()
                ? Optional.of(new IdempotencyKey(spelled.group(1) == null ? spelled.group(2) : spelled.group(1)))
                : Optional.empty();
    }

    Reading.Rows applyTo(Reading.Rows rows) {
        List<Reading.Row> keyed =
                rows.rows().stream().map(row -> keyed(row, rows.many())).toList();
        return new Reading.Rows(rows.many(), keyed);
    }

    private Reading.Row keyed(Reading.Row row, boolean many) {
        if (!(row instanceof Reading.Valid valid)) {
            return row;
        }
        CancellationRequest request = valid.request();
        if (request.requestId() == null) {
            return new Reading.Valid(
                    valid.number(),
                    valid.original(),
                    request.identified(many ? value + "/" + valid.number() : value),
                    valid.origin());
        }
        if (many || request.requestId().equals(value)) {
            return row;
        }
        return new Reading.Invalid(
                valid.number(),
                valid.original(),
                new Problem(
                        ProblemCode.INVALID_FIELD,
                        "Not valid: requestId differs from the header Idempotency-Key.",
                        "Send one of the two, or the same in both."),
                request.appointmentId(),
                request.requestId(),
                valid.origin(),
                request.dryRun());
    }
}
