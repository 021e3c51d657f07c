package org.barscancel.request;

import java.util.ArrayList;
import java.util.List;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/**
 * Reads requests in JSON: one object, or an array of them. Each element is checked on its own by the published schema,
 * so that one bad row does not stop the others. No problem's text ever holds a value of the input (R23).
 */
public final class JsonRequestReader {
    private final RequestCheck check;
    private final int maxBytes;

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param maxBytes the largest input that is read at all, {@code bars.limits.request-bytes}
     */
    public JsonRequestReader(int maxBytes) {
        this(maxBytes, Lookups.NONE);
    }

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param maxBytes the largest input that is read at all, {@code bars.limits.request-bytes}
     * @param lookups what may stand for an appointment's id
     */
    public JsonRequestReader(int maxBytes, Lookups lookups) {
        this.check = new RequestCheck(lookups);
        this.maxBytes = maxBytes;
    }

    /**
     * Reads an input; never fails.
     *
     * @param input the bytes, to be UTF-8 without a byte order mark
     */
    public Reading read(byte[] input) {
        if (input.length > maxBytes) {
            Problem problem = new Problem(
                    ProblemCode.TOO_LARGE,
                    "The input has " + input.length + " bytes; at most " + maxBytes + " are read.");
            return new Reading.Unreadable(problem, null, null);
        }
        try {
            StrictJson.Document document = StrictJson.parse(Utf8Text.decode(input));
            List<Reading.Row> rows = new ArrayList<>();
            for (StrictJson.Element element : document.elements()) {
                rows.add(check.row(rows.size() + 1, element.original(), element.node()));
            }
            return new Reading.Rows(document.many(), rows);
        } catch (UnreadableInput e) {
            return e.reading();
        }
    }
}
