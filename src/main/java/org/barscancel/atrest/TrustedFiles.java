package org.barscancel.atrest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that decide what the program does, or that prove who it is: who else could change or read them. */
public final class TrustedFiles {
    private final int user;

    /** @param user the number of the user that the program runs as */
    public TrustedFiles(int user) {
        this.user = user;
    }

    /**
     * What is wrong with a file.
     *
     * @param what a sentence, without a full stop
     * @param command what mends it, for root
     */
    public record Fault(String what, String command) {}

    /**
     * Who else may change a file or folder, or put another one into its place: it and all folders above it must belong to
     * the program's user or root, and nobody else may write there. On what is mounted for reading only nobody can.
     *
     * @return empty when nobody may
     * @throws IOException when it cannot be looked at
     */
    public Optional<Fault> changeable(Path file) throws IOException {
        Path real = file.toRealPath();
        if (Files.getFileStore(real).isReadOnly()) {
            return Optional.empty();
        }
        Rights own = Rights.of(real);
        if (!own.isOwnedBy(user)) {
            return Optional.of(ofAnother(real));
        }
        if (own.isWritable()) {
            return Optional.of(new Fault(real + " may be changed by others (" + own + ")", "chmod go-w " + real));
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            Rights rights = Rights.of(above);
            if (!rights.isOwnedBy(user)) {
                return Optional.of(ofAnother(above));
            }
            if (rights.isReplaceable()) {
                return Optional.of(new Fault(
                        real + " may be replaced by others, who may write to " + above + " (" + rights + ")",
                        "chmod go-w " + above));
            }
        }
        return Optional.empty();
    }

    /**
     * Who else may read a secret, or change it: nobody but its owner, who is the program's user or root, and members of its group, who may
     * read it.
     *
     * @return empty when nobody may
     * @throws IOException when it cannot be looked at
     */
    public Optional<Fault> readable(Path secret) throws IOException {
        Path real = secret.toRealPath();
        Rights rights = Rights.of(real);
        if (!rights.isOwnedBy(user)) {
            return Optional.of(ofAnother(real));
        }
        return rights.isOpenToOthers() || rights.isWritableByGroup()
                ? Optional.of(new Fault(
                        "the key file " + real + " may be read or changed by others (" + rights + ")",
                        "chmod u=rw,g=r,o= " + real))
                : Optional.empty();
    }

    private static Fault ofAnother(Path file) {
        return new Fault(
                file + " belongs to neither root nor the user that this program runs as", "chown root " + file);
    }
}
