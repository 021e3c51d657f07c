package org.barscancel.runtime;

/** The program cannot run as it is set up; the message says why, and the action what to do. */
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    StartRefusedException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
