package org.barscancel.doctor;

/** How a check ended. */
public enum Verdict {
    /** Nothing is wrong. */
    PASS,
    /** The program works, but a person should know. */
    WARN,
    /** The program would not work. */
    FAIL,
    /** Not tried, since something that it needs is wrong or not asked for. */
    SKIPPED
}
