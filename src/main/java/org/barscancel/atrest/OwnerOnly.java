package org.barscancel.atrest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody but their owner may use; where the system has no such rights, as it makes them. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** For a new file: {@code rw-------}. */
    public static FileAttribute<?>[] file() {
        return rights("rw-------");
    }

    /** For a new folder: {@code rwx------}. */
    public static FileAttribute<?>[] folder() {
        return rights("rwx------");
    }

    /** Whether this system has rights by owner, group and others. */
    public static boolean isKnown() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Writes a new file, on disk on return; fails when one is there. */
    public static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), file())) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** A rename is on disk only when its folder is; not every system lets a folder be opened. */
    static void force(Path renamed) {
        try (FileChannel folder = FileChannel.open(renamed.resolveSibling(".").normalize(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Then the rename is as durable as that system makes it.
        }
    }

    static FileAttribute<?>[] rights(String text) {
        return isKnown()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    /** Makes a folder with all above it, if it is not there. */
    static void createFolder(Path folder, String rights) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, rights(rights));
        }
    }
}
