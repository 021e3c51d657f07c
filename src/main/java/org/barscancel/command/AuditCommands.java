package org.barscancel.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.barscancel.audit.AuditCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit} and what can be done with the trail. */
@Command(name = "audit", description = "What can be done with the audit trail.")
final class AuditCommands {
    private final UnaryOperator<@Nullable String> environment;
    private final PrintStream out;
    private final PrintStream error;

    AuditCommands(UnaryOperator<@Nullable String> environment, PrintStream out, PrintStream error) {
        this.environment = environment;
        this.out = out;
        this.error = error;
    }

    @Command(description = "Reads the trail, and names the first record of each chain that is not as it was written.")
    int verify(
            @Parameters(index = "0", paramLabel = "<folder>", description = "bars.home/audit, or a copy of it.")
                    Path folder,
            @Option(
                            names = "--key",
                            paramLabel = "<file>",
                            description = "Holds the key; without it, the variable " + AuditCommand.KEY_VARIABLE
                                    + ", else audit.key beside the folder.")
                    @Nullable
                    Path key,
            @Option(
                            names = "--heads",
                            paramLabel = "<log>",
                            description = "A log of the program: every head of the trail that it tells must be there.")
                    @Nullable
                    List<Path> heads,
            @Option(names = "--without-beginning", description = "The first files are kept elsewhere.")
                    boolean partial) {
        return AuditCommand.run(
                new AuditCommand.Asked(folder, key, heads == null ? List.of() : heads, partial),
                environment.apply(AuditCommand.KEY_VARIABLE),
                out,
                error);
    }
}
