package org.barscancel;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import org.barscancel.access.ApiKeyCommand;
import org.barscancel.atrest.AtRestKeyCommand;
import org.barscancel.atrest.DecryptCommand;
import org.barscancel.audit.AuditCommand;
import org.barscancel.credentials.KeyCommand;
import org.barscancel.doctor.Doctor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Starts BaRS Cancel. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BarsCancelApplication {
    private static final Map<String, Command> COMMANDS = Map.of(
            "key", KeyCommand::run,
            "api-key", ApiKeyCommand::run,
            "audit", (args, out, error) -> AuditCommand.run(args, System.getenv(AuditCommand.KEY_VARIABLE), out, error),
            "at-rest-key", AtRestKeyCommand::run,
            "decrypt", DecryptCommand::run,
            "doctor", BarsCancelApplication::examine);

    private interface Command {
        int run(String[] args, PrintStream out, PrintStream error);
    }

    /**
     * Starts the program, or runs a command.
     *
     * @param args settings as {@code --name=value}; or {@code key <kid> <file>}, {@code api-key <name>}, {@code audit
     *     verify <folder>}, {@code at-rest-key <id> <file>}, {@code decrypt <key>... <file>}, {@code doctor} with settings
     */
    public static void main(String[] args) {
        Command command = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (command != null) {
            System.exit(command.run(Arrays.copyOfRange(args, 1, args.length), System.out, System.err));
        }
        SpringApplication.run(BarsCancelApplication.class, args);
    }

    /** Nobody here may know the runtime, which has the clients that are tried. */
    private static int examine(String[] args, PrintStream out, PrintStream error) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(Doctor.class)
                .get(0)
                .run(args, out, error);
    }
}
