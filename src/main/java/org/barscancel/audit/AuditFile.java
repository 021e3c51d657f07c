package org.barscancel.audit;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is only ever appended to, so that the system may be told to allow nothing else. A stream and not a channel: a
 * channel is closed when a thread that writes to it is interrupted.
 */
final class AuditFile implements Closeable {
    private static final Set<PosixFilePermission> OWNERS_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final FileOutputStream stream;

    /** Opens the file, readable by its owner only if it is new. */
    AuditFile(Path file) throws IOException {
        try {
            Files.createFile(file, rights(OWNERS_FILE));
        } catch (FileAlreadyExistsException there) {
            // It is gone on with.
        }
        stream = new FileOutputStream(file.toFile(), true);
    }

    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, rights(OWNERS_FOLDER));
        }
    }

    void append(String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void force() throws IOException {
        stream.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static FileAttribute<?>[] rights(Set<PosixFilePermission> rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }
}
