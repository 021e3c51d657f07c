package org.barscancel.console.page;

import org.springframework.http.HttpStatus;

/** Ends a call with a page that says why there is nothing to show; never leaves this room. */
final class NotShown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String nextAction;

    NotShown(HttpStatus status, String detail, String nextAction) {
        super(detail, null, false, false);
        this.status = status;
        this.nextAction = nextAction;
    }

    /** There is none of this id, or it is somebody else's. */
    static NotShown unknown(String what) {
        return new NotShown(
                HttpStatus.NOT_FOUND, "There is no " + what + " of this id.", "Check the id, or look for it.");
    }

    HttpStatus status() {
        return status;
    }

    String nextAction() {
        return nextAction;
    }
}
