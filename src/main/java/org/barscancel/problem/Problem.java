package org.barscancel.problem;

/**
 * A problem as a person reads it.
 *
 * @param code what kind of problem it is
 * @param message one or two sentences that name the fault; never patient data, never a far side's raw text (R23)
 * @param nextAction one sentence that says what to do
 */
public record Problem(ProblemCode code, String message, String nextAction) {
    /** A problem with its code's own next action. */
    public Problem(ProblemCode code, String message) {
        this(code, message, code.nextAction());
    }
}
