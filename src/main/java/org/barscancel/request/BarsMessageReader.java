package org.barscancel.request;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.UUID;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads BaRS messages that cancel a booking: a FHIR R4 Bundle of type {@code message}, in JSON or XML, whose header has
 * the event {@code booking-request} and whose focus is an Appointment with the status {@code cancelled} or
 * {@code entered-in-error}. No problem's text ever holds a value of the input (R23).
 */
public final class BarsMessageReader {
    /** Extensions nest, and a Bundle is three levels deep before its resources begin. */
    private static final int DEEPEST_JSON = 60;

    private final RequestCheck check = new RequestCheck();
    private final FhirXml xml;
    private final int maxBytes;

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param context reads the XML
     * @param maxBytes the largest message that is read at all, {@code bars.limits.request-bytes}
     */
    public BarsMessageReader(FhirContext context, int maxBytes) {
        this.xml = new FhirXml(context);
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a message; never fails.
     *
     * @param input the bytes, UTF-8
     * @param correlationId the conversation, as {@code X-Correlation-Id} names it
     * @return one row, or why there is none
     */
    public Reading read(byte[] input, @Nullable UUID correlationId) {
        if (input.length > maxBytes) {
            Problem problem = new Problem(
                    ProblemCode.TOO_LARGE,
                    "The message has " + input.length + " bytes; at most " + maxBytes + " are read.");
            return new Reading.Unreadable(problem, null, null);
        }
        try {
            String original = Utf8Text.decode(input);
            String json = original.stripLeading().startsWith("<") ? xml.json(original) : original;
            return new Reading.Rows(false, List.of(row(original, json, correlationId)));
        } catch (UnreadableInput e) {
            return e.reading();
        }
    }

    private Reading.Row row(String original, String json, @Nullable UUID correlationId) throws UnreadableInput {
        StrictJson.Document document = StrictJson.parse(json, DEEPEST_JSON);
        MessageBundle bundle = new MessageBundle(document.elements().get(0).node());
        if (document.many() || !bundle.isMessage()) {
            return refused(
                    original,
                    new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The input is no FHIR Bundle of type message."));
        }
        try {
            return check.row(1, original, new BarsMessage(bundle).request(correlationId));
        } catch (BarsMessage.Refused e) {
            return refused(original, e.problem());
        }
    }

    private static Reading.Row refused(String original, Problem problem) {
        return new Reading.Invalid(1, original, problem, null, null);
    }
}
