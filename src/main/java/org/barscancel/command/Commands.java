package org.barscancel.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.barscancel.access.ApiKeyCommand;
import org.barscancel.atrest.AtRestKeyCommand;
import org.barscancel.atrest.DecryptCommand;
import org.barscancel.credentials.KeyCommand;
import org.barscancel.doctor.Doctor;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * The tree of commands. Each method is one, and returns the exit code: 0 = done, 1 = looked at and not right, or refused; 2 =
 * used wrongly, or nothing was done.
 */
@Command(
        name = "bars-cancel",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        description = "Cancels appointments by the NHS Booking and Referral Standard. Without a command it starts.")
public final class Commands {
    private static final String SETTING = "--name=value";

    private final Program program;
    private final PrintStream out;
    private final PrintStream error;

    /** What the jar says of itself. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "bars-cancel "
                        + Objects.requireNonNullElse(
                                Commands.class.getPackage().getImplementationVersion(), "(not packaged)")
            };
        }
    }

    private Commands(Program program, PrintStream out, PrintStream error) {
        this.program = program;
        this.out = out;
        this.error = error;
    }

    /**
     * Runs a command.
     *
     * @param environment what a variable of the environment is; null when it is not set
     * @return the exit code
     */
    public static int run(
            Program program,
            UnaryOperator<@Nullable String> environment,
            PrintStream out,
            PrintStream error,
            String... args) {
        return tree(program, environment, out, error).execute(args);
    }

    static CommandLine tree(
            Program program, UnaryOperator<@Nullable String> environment, PrintStream out, PrintStream error) {
        CommandLine tree = new CommandLine(new Commands(program, out, error));
        tree.addSubcommand(Start.WORD, start());
        tree.addSubcommand(new AuditCommands(environment, out, error));
        tree.addSubcommand(new ReplayCommand(environment, out, error));
        tree.addSubcommand("completion", new GenerateCompletion());
        tree.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        tree.setErr(new PrintWriter(error, true, StandardCharsets.UTF_8));
        Objects.requireNonNull(tree.getSubcommands().get("doctor")).setUnmatchedOptionsArePositionalParams(true);
        return tree;
    }

    /** For help and completion; {@link Start#isMeant} comes first. */
    private static CommandSpec start() {
        CommandSpec start = CommandSpec.create()
                .mixinStandardHelpOptions(true)
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel(SETTING)
                        .arity("0..*")
                        .type(String[].class)
                        .description("A setting, such as --bars.provider.url=https://provider.example/FHIR/R4.")
                        .build());
        start.usageMessage().description("Starts the program.");
        return start;
    }

    @Command(description = "Looks at an installation before it is started, or while it runs, and changes nothing.")
    int doctor(
            @Option(names = "--json", description = "Tell the findings as JSON.") boolean json,
            @Option(
                            names = "--appointment",
                            paramLabel = "<id>",
                            description = "Read this appointment at the default provider.")
                    @Nullable
                    String appointment,
            @Parameters(paramLabel = SETTING, arity = "0..*", description = "A setting, as at the start.")
                    String @Nullable [] settings) {
        List<String> given = settings == null ? List.of() : List.of(settings);
        return program.examine(new Doctor.Asked(json, appointment, given), out, error);
    }

    @Command(
            description = "Runs a simulated provider and registry, to develop and rehearse against, until it is ended.")
    int simulate(
            @Option(
                            names = "--port",
                            defaultValue = "8090",
                            description = "Where it listens, on this machine only (8090).")
                    int port,
            @Option(
                            names = "--seed",
                            paramLabel = "<file>",
                            description = "Resources to begin with, as JSON; without it those of the demonstration.")
                    @Nullable
                    Path seed,
            @Option(names = "--faults", paramLabel = "<file>", description = "What goes wrong; see docs/simulator.md.")
                    @Nullable
                    Path faults) {
        return new Simulation(port, seed, faults).run(out, error);
    }

    @Command(
            name = "cds",
            description = "Makes the archive of classes by which later starts are faster. By bin/bars-cancel only.")
    int archiveClasses(
            @Option(
                            names = "--rehearse",
                            description = "Archive nothing: see whether it starts, cancels and ends on this machine.")
                    boolean rehearse) {
        return new ClassArchive(program).record(rehearse, out, error);
    }

    @Command(name = "api-key", description = "Makes an API key for a caller, and shows it once with its settings.")
    int apiKey(@Parameters(index = "0", paramLabel = "<name>", description = "Of a-z, 0-9, hyphens.") String name) {
        return ApiKeyCommand.run(name, out, error);
    }

    @Command(description = "Makes a key pair for signed assertions; prints the JWKS to register.")
    int key(
            @Parameters(index = "0", paramLabel = "<kid>", description = "The key's id.") String kid,
            @Parameters(index = "1", paramLabel = "<file>", description = "Where the private key goes.") Path file) {
        return KeyCommand.run(kid, file, out, error);
    }

    @Command(name = "at-rest-key", description = "Makes a key that encrypts what lies on disk.")
    int atRestKey(
            @Parameters(index = "0", paramLabel = "<id>", description = "The key's name.") String id,
            @Parameters(index = "1", paramLabel = "<file>", description = "Where the key goes.") Path file) {
        return AtRestKeyCommand.run(id, file, out, error);
    }

    @Command(description = "Prints an archived file, or the text of a message that was saved, in clear.")
    int decrypt(
            @Parameters(
                            paramLabel = "<key>... <file>",
                            hideParamSyntax = true,
                            arity = "2..*",
                            description = "Key files, and what is encrypted.")
                    List<String> keysAndFile) {
        int last = keysAndFile.size() - 1;
        return DecryptCommand.run(keysAndFile.subList(0, last), Path.of(keysAndFile.get(last)), out, error);
    }
}
