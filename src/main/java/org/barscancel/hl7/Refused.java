package org.barscancel.hl7;

import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/** Ends the reading of one message; never leaves this room. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** @param message what is wrong, without any value of the input but an event's code (R23) */
    Refused(ProblemCode code, String message) {
        this(new Problem(code, message));
    }

    Refused(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
