package org.barscancel.request;

import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Ends the reading of an input that cannot be read as a whole; never leaves this room. */
final class UnreadableInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reading.Unreadable reading;

    /**
     * @param message what is wrong, without any value of the input
     * @param line where, from 1; null when unknown
     * @param column where, from 1; null when unknown
     */
    UnreadableInput(String message, @Nullable Integer line, @Nullable Integer column) {
        super(message, null, false, false);
        reading = new Reading.Unreadable(new Problem(ProblemCode.MALFORMED, message), line, column);
    }

    Reading.Unreadable reading() {
        return reading;
    }
}
