package org.barscancel.atrest;

/** What is done about files that others may read or change and must not. */
public enum FileRights {
    /** The program refuses to start. */
    ENFORCE,
    /** The program says so at each start, and goes on. */
    WARN
}
