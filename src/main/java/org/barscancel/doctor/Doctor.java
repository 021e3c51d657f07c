package org.barscancel.doctor;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code doctor}: looks at an installation as it is set up, and changes nothing. Whoever has the clients implements it. */
@FunctionalInterface
public interface Doctor {
    /**
     * What is asked.
     *
     * @param json whether the findings are told as JSON
     * @param appointment the id of an appointment to read at the default provider; null = none is read
     * @param settings as at a start, each {@code --name=value}
     */
    record Asked(boolean json, @Nullable String appointment, List<String> settings) {}

    /**
     * Runs the command.
     *
     * @param asked what is asked
     * @param out where the findings go
     * @param error where it is said how the command is used
     * @return 0, 1 when something failed, or 2 when the command was used wrongly
     */
    int run(Asked asked, PrintStream out, PrintStream error);
}
