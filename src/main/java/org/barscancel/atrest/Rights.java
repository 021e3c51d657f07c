package org.barscancel.atrest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who owns a file or folder, and who may do what with it (POSIX).
 *
 * @param owner the owner's number; 0 is root
 * @param mode the rights, as in {@code stat}
 */
public record Rights(int owner, int mode) {
    private static final int ROOT = 0;
    private static final int NOBODY = -1;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITE = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP = 0070;
    private static final int OTHERS = 0007;

    /**
     * Reads them, links followed.
     *
     * @throws UnsupportedOperationException where the system has none
     */
    public static Rights of(Path file) throws IOException {
        return new Rights(number(file, "unix:uid"), number(file, "unix:mode"));
    }

    private static int number(Path file, String attribute) throws IOException {
        return Files.getAttribute(file, attribute) instanceof Integer number ? number : NOBODY;
    }

    /**
     * The number of the user that this program runs as: whoever owns what it writes.
     *
     * @throws IOException when nothing can be written to the folder of temporary files
     */
    public static int ownUser() throws IOException {
        Path probe = Files.createTempFile("bars-cancel", ".user");
        try {
            return of(probe).owner();
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Whether it belongs to that user or to root. */
    public boolean isOwnedBy(int user) {
        return owner == user || owner == ROOT;
    }

    /** Whether anybody but the owner may write. */
    public boolean isWritable() {
        return (mode & (GROUP_WRITE | OTHERS_WRITE)) != 0;
    }

    /** Whether anybody but the owner may write, and may replace what is the owner's: not so in {@code /tmp}. */
    boolean isReplaceable() {
        return isWritable() && (mode & STICKY) == 0;
    }

    /** Whether those who are neither the owner nor of the group may do anything. */
    public boolean isOpenToOthers() {
        return (mode & OTHERS) != 0;
    }

    /** Whether those who are neither the owner nor of the group may write. */
    public boolean isWritableByOthers() {
        return (mode & OTHERS_WRITE) != 0;
    }

    /** Whether the group may do anything. */
    public boolean isOpenToGroup() {
        return (mode & GROUP) != 0;
    }

    /** Whether the group may write. */
    public boolean isWritableByGroup() {
        return (mode & GROUP_WRITE) != 0;
    }

    /** As in {@code chmod}. */
    @Override
    public String toString() {
        return String.format("%04o", mode & 07777);
    }
}
