package org.barscancel.console;

import org.springframework.http.HttpStatus;

/** Ends a call with a problem for its answer; never leaves this room. */
final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemAnswer answer;

    Unanswerable(HttpStatus status, String detail, String nextAction) {
        super(detail, null, false, false);
        answer = ProblemAnswer.of(status, detail, nextAction);
    }

    ProblemAnswer answer() {
        return answer;
    }
}
