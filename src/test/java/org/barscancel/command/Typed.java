package org.barscancel.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.barscancel.doctor.Doctor;

/**
 * A command as it is typed, and what came of it.
 *
 * @param code the exit code
 * @param out what it printed
 * @param error what it said was wrong
 */
public record Typed(int code, String out, String error) {
    static final Program NOT_STARTED = new Program() {
        @Override
        public Running start(List<String> settings) {
            throw new UnsupportedOperationException("start");
        }

        @Override
        public int examine(Doctor.Asked asked, PrintStream out, PrintStream error) {
            out.print(asked);
            return 0;
        }
    };

    /** Runs it, where no variable is set. */
    public static Typed typed(String... args) {
        return typed(Map.of(), args);
    }

    /** Runs it, where these variables are set. */
    public static Typed typed(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int code = Commands.run(NOT_STARTED, environment::get, printed(out), printed(error), args);
        return new Typed(code, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    /** All that was said. */
    public String said() {
        return out + error;
    }

    private static PrintStream printed(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
