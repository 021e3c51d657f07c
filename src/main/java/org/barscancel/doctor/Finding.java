package org.barscancel.doctor;

import java.util.Locale;

/**
 * What a check found. Holds no secrets and nothing of patients: it is pasted into tickets.
 *
 * @param check the check's name
 * @param verdict how it ended
 * @param what what was found
 * @param nextAction what to do; empty when there is nothing to do
 */
public record Finding(String check, Verdict verdict, String what, String nextAction) {
    /** Nothing is wrong. */
    public static Finding pass(String check, String what) {
        return new Finding(check, Verdict.PASS, what, "");
    }

    /** It works, but. */
    public static Finding warn(String check, String what, String nextAction) {
        return new Finding(check, Verdict.WARN, what, nextAction);
    }

    /** It would not work. */
    public static Finding fail(String check, String what, String nextAction) {
        return new Finding(check, Verdict.FAIL, what, nextAction);
    }

    /** It was not tried. */
    public static Finding skipped(String check, String why) {
        return new Finding(check, Verdict.SKIPPED, why, "");
    }

    /** The verdict as it is printed. */
    public String verdictCode() {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
