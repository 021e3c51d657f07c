package org.barscancel.atrest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** {@code at-rest-key <id> <file>}: makes a key for {@code bars.at-rest.keys}, in a file that only its owner may read. */
public final class AtRestKeyCommand {
    private static final SecureRandom RANDOM = new SecureRandom();

    private AtRestKeyCommand() {}

    /**
     * Runs the command.
     *
     * @param id the key's name: 1 to 64 letters, digits, dots, hyphens, underscores
     * @param file where it goes; it must not be there yet
     * @param out where it is said what to do with it
     * @param error where it is said what is wrong
     * @return 0, or 2 when nothing was made
     */
    public static int run(String id, Path file, PrintStream out, PrintStream error) {
        if (!AtRestKey.ID.matcher(id).matches()) {
            error.println("A key's name is made of letters, digits and ._-, for example:"
                    + " at-rest-key 2026-11 /etc/bars-cancel/at-rest-2026-11.key");
            return 2;
        }
        byte[] key = new byte[AtRestKey.BYTES];
        RANDOM.nextBytes(key);
        try {
            OwnerOnly.write(file, (AtRestKey.line(id, key) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.println("Made " + file + ". Keep a copy apart from the backups of bars.home: without it what was"
                    + " encrypted is lost. Name it first in bars.at-rest.keys, and those that were there after it.");
            return 0;
        } catch (FileAlreadyExistsException there) {
            error.println(file + " is there already; a key is never written over.");
        } catch (IOException failed) {
            error.println("No key was made: " + failed);
        }
        return 2;
    }
}
