package org.barscancel.command;

import java.io.PrintStream;
import java.util.List;
import org.barscancel.doctor.Doctor;

/** The program as its commands know it. */
public interface Program {
    /** One that was started. */
    interface Running extends AutoCloseable {
        /** Where it listens by HTTP. */
        int port();

        /** Ends it. */
        @Override
        void close();
    }

    /**
     * Starts it in this process.
     *
     * @param settings each {@code --name=value}
     * @throws RuntimeException when the start is refused; the log has told why
     */
    Running start(List<String> settings);

    /** Runs the doctor; see {@link Doctor#run}. */
    int examine(Doctor.Asked asked, PrintStream out, PrintStream error);
}
