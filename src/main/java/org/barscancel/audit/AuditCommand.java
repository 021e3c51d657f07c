package org.barscancel.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit verify <folder>}: reads the trail and names the first record of each chain that is not as it was written.
 */
public final class AuditCommand {
    /** Where the key may be given, as to the program itself. */
    public static final String KEY_VARIABLE = "BARS_AUDIT_KEY";

    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 2;
    private static final String USAGE =
            """
            Usage: audit verify <folder> [--key <file>] [--heads <log>]... [--without-beginning]
              <folder>             bars.home/audit, or a copy of it
              --key <file>         holds the key; without it, the variable BARS_AUDIT_KEY, else audit.key beside the folder
              --heads <log>        a log of the program: every head of the trail that it tells must be there
              --without-beginning  the first files are kept elsewhere""";

    private @Nullable Path folder;
    private @Nullable Path keyFile;
    private boolean partial;
    private final Set<AuditHead> heads = new HashSet<>();

    private AuditCommand() {}

    /**
     * Runs the command.
     *
     * @param args {@code verify}, the folder, options
     * @param givenKey the key by its variable; null when it is not set
     * @param out where it is said what was found
     * @param error where it is said why nothing can be verified
     * @return 0 when all is whole, 1 when something is broken, 2 when it cannot be verified
     */
    public static int run(String[] args, @Nullable String givenKey, PrintStream out, PrintStream error) {
        AuditCommand command = new AuditCommand();
        try {
            Path folder = command.read(new ArrayDeque<>(Arrays.asList(args)));
            if (folder == null) {
                error.println(USAGE);
                return UNUSABLE;
            }
            List<Path> chains = AuditFolder.chains(folder);
            if (chains.isEmpty()) {
                error.println("There is no audit trail in " + folder + ".");
                return UNUSABLE;
            }
            return command.verify(chains, command.key(folder, givenKey), out);
        } catch (IOException | IllegalArgumentException failure) {
            error.println("Nothing can be verified: " + failure.getMessage());
            return UNUSABLE;
        }
    }

    private @Nullable Path read(Deque<String> args) throws IOException {
        if (!"verify".equals(args.poll())) {
            return null;
        }
        for (String arg = args.poll(); arg != null; arg = args.poll()) {
            String value = arg.equals("--key") || arg.equals("--heads") ? args.poll() : arg;
            if (value == null || (!value.equals(arg) && value.startsWith("--"))) {
                return null;
            }
            switch (arg) {
                case "--key" -> keyFile = Path.of(value);
                case "--heads" -> readHeads(Path.of(value));
                case "--without-beginning" -> partial = true;
                default -> {
                    if (arg.startsWith("--") || folder != null) {
                        return null;
                    }
                    folder = Path.of(arg);
                }
            }
        }
        return folder;
    }

    private void readHeads(Path log) throws IOException {
        try (BufferedReader lines = AuditFolder.reader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heads.addAll(AuditHead.in(line));
            }
        }
    }

    private AuditKey key(Path of, @Nullable String given) throws IOException {
        Path beside = of.toAbsolutePath().normalize().resolveSibling("audit.key");
        return AuditKey.of(
                keyFile == null && given != null && !given.isBlank()
                        ? given
                        : Files.readString(keyFile == null ? beside : keyFile));
    }

    private int verify(List<Path> chains, AuditKey key, PrintStream out) throws IOException {
        AuditVerification verification = new AuditVerification(key, heads, partial);
        int found = WHOLE;
        Set<String> names = new HashSet<>();
        for (Path chain : chains) {
            names.add(AuditFolder.name(chain));
            AuditVerification.Verified verified = verification.verify(chain);
            out.println(told(verified));
            found = verified.broken() == null ? found : BROKEN;
        }
        for (AuditHead head : heads) {
            if (names.add(head.chain())) {
                out.println(head.chain() + ": BROKEN: the whole chain is not here");
                found = BROKEN;
            }
        }
        return found;
    }

    private static String told(AuditVerification.Verified verified) {
        AuditHead last = verified.last();
        String text = last.chain() + ": "
                + (verified.broken() == null
                        ? "whole, records " + verified.first() + " to " + last.sequence()
                        : "BROKEN: " + verified.broken());
        return verified.fragments() == 0
                ? text
                : text + " (" + verified.fragments() + " lines are no records: a crash or a full disk leaves such)";
    }
}
