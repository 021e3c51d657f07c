package org.barscancel.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Asked asked;
    private final Set<AuditHead> heads = new HashSet<>();

    /**
     * What is to be verified, and by what.
     *
     * @param folder {@code bars.home/audit}, or a copy of it
     * @param keyFile holds the key; null = the variable {@link #KEY_VARIABLE}, else {@code audit.key} beside the folder
     * @param logs of the program: every head of the trail that they tell must be there
     * @param partial whether the first files are kept elsewhere
     */
    public record Asked(Path folder, @Nullable Path keyFile, List<Path> logs, boolean partial) {}

    private AuditCommand(Asked asked) {
        this.asked = asked;
    }

    /**
     * Runs the command.
     *
     * @param asked what is to be verified
     * @param givenKey the key by its variable; null when it is not set
     * @param out where it is said what was found
     * @param error where it is said why nothing can be verified
     * @return 0 when all is whole, 1 when something is broken, 2 when it cannot be verified
     */
    public static int run(Asked asked, @Nullable String givenKey, PrintStream out, PrintStream error) {
        AuditCommand command = new AuditCommand(asked);
        try {
            for (Path log : asked.logs()) {
                command.readHeads(log);
            }
            List<Path> chains = AuditFolder.chains(asked.folder());
            if (chains.isEmpty()) {
                error.println("There is no audit trail in " + asked.folder() + ".");
                return UNUSABLE;
            }
            return command.verify(chains, command.key(givenKey), out);
        } catch (IOException | IllegalArgumentException failure) {
            error.println("Nothing can be verified: " + failure.getMessage());
            return UNUSABLE;
        }
    }

    private void readHeads(Path log) throws IOException {
        try (BufferedReader lines = AuditFolder.reader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heads.addAll(AuditHead.in(line));
            }
        }
    }

    private AuditKey key(@Nullable String given) throws IOException {
        Path keyFile = asked.keyFile();
        Path beside = asked.folder().toAbsolutePath().normalize().resolveSibling("audit.key");
        return AuditKey.of(
                keyFile == null && given != null && !given.isBlank()
                        ? given
                        : Files.readString(keyFile == null ? beside : keyFile));
    }

    private int verify(List<Path> chains, AuditKey key, PrintStream out) throws IOException {
        AuditVerification verification = new AuditVerification(key, heads, asked.partial());
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
