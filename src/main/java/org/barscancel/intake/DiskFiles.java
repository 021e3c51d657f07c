package org.barscancel.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes files that are on disk, not only on their way to it, when the method returns. */
final class DiskFiles {
    /** The byte order mark of UTF-8. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private DiskFiles() {}

    /** Writes a short file; one that is there is replaced. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, content);
            out.force(true);
        }
    }

    /** Renames a file to a new name, its content and its new name on disk. */
    static void move(Path file, Path place) throws IOException {
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
            content.force(true);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(place.resolveSibling(".").normalize(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be opened; then the rename is as durable as that system makes it.
        }
    }

    /** Puts a byte order mark before the content, unless there is one. */
    static void mark(Path file) throws IOException {
        Path marked = file.resolveSibling(file.getFileName() + ".marked");
        try {
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = Files.newOutputStream(marked, StandardOpenOption.CREATE_NEW)) {
                marked(in).transferTo(out);
            }
            Files.move(marked, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(marked);
        }
    }

    /** What comes, after a byte order mark, unless it begins with one. */
    static InputStream marked(InputStream in) throws IOException {
        byte[] start = in.readNBytes(MARK.length);
        byte[] first = Arrays.equals(start, MARK) ? start : join(MARK, start);
        return new SequenceInputStream(new ByteArrayInputStream(first), in);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
    }
}
