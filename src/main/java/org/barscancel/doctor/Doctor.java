package org.barscancel.doctor;

import java.io.PrintStream;

/** {@code doctor}: looks at an installation as it is set up, and changes nothing. Whoever has the clients implements it. */
@FunctionalInterface
public interface Doctor {
    /**
     * Runs the command.
     *
     * @param args {@code --json}, {@code --appointment=<id>}, and settings as at a start
     * @param out where the findings go
     * @param error where it is said how the command is used
     * @return 0, 1 when something failed, or 2 when the command was used wrongly
     */
    int run(String[] args, PrintStream out, PrintStream error);
}
