package org.barscancel.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.Lookups;
import org.barscancel.request.Reading;

/** Reads CSV that came as one message, all of which is accepted at once: it is bounded as a message is. */
public final class CsvMessageReader {
    /** What one transaction of the broker carries without strain; as many as of HL7 v2. */
    private static final int MOST_ROWS = 10_000;

    private final CsvRequestReader bytes;
    private final CsvRequestReader text;
    private final int mostBytes;

    /**
     * Sets up the reader.
     *
     * @param charset of what came as bytes
     * @param mostRows the longest list that is read
     * @param mostBytes the largest message that is read
     * @param lookups what may stand for an appointment's id
     */
    public CsvMessageReader(Charset charset, int mostRows, int mostBytes, Lookups lookups) {
        int rows = Math.min(mostRows, MOST_ROWS);
        this.bytes = new CsvRequestReader(charset, rows, lookups);
        this.text = new CsvRequestReader(StandardCharsets.UTF_8, rows, lookups);
        this.mostBytes = mostBytes;
    }

    /**
     * Reads a message; never fails.
     *
     * @param decoded whether it came as text and is now UTF-8
     */
    Reading read(byte[] body, boolean decoded) {
        if (body.length > mostBytes) {
            Problem problem = new Problem(
                    ProblemCode.TOO_LARGE,
                    "The message has " + body.length + " bytes; at most " + mostBytes + " are read.",
                    "Send the list as a file, or split it.");
            return new Reading.Unreadable(problem, null, null);
        }
        return (decoded ? text : bytes).read(body);
    }
}
