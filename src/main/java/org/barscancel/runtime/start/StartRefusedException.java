package org.barscancel.runtime.start;

/** The program cannot run as it is set up; the message says why, and the action what to do. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Refuses the start.
     *
     * @param message why, in sentences for whoever runs the program; without secrets and without patients
     * @param action what to do, in sentences too
     */
    public StartRefusedException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** What to do. */
    public String action() {
        return action;
    }
}
