package org.barscancel.answer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are either there, complete and on disk, or not there at all. Each place has one writer at a time.
 */
final class CompleteFile {
    private CompleteFile() {}

    /** What fills the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a hidden file beside the place and renames it, on disk on return; a file that lies there is replaced. */
    static void write(Path place, Content content) throws IOException {
        write(place, content, true);
        syncFolder(place.resolveSibling(".").normalize());
    }

    /** The same for what may be lost with the machine's power: readers never see half of it either. */
    static void writeFleeting(Path place, Content content) throws IOException {
        write(place, content, false);
    }

    /** Deletes a file, and what a program that was killed while it wrote it has left. */
    static void delete(Path place) throws IOException {
        Files.deleteIfExists(hidden(place));
        Files.deleteIfExists(place);
    }

    /** One for each place, and not its name with something added, which could be too long. */
    private static Path hidden(Path place) {
        String name = String.valueOf(place.getFileName());
        return place.resolveSibling("." + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + ".tmp");
    }

    private static void write(Path place, Content content, boolean durable) throws IOException {
        Path hidden = hidden(place);
        try {
            // What a program that was killed in the middle has left: it writes the same place again.
            Files.deleteIfExists(hidden);
            try (FileChannel channel =
                    FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                if (durable) {
                    channel.force(true);
                }
            }
            Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(hidden);
        }
    }

    /** A rename is on disk only when its folder is; not every system lets a folder be opened. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Then the rename is as durable as that system makes it.
        }
    }
}
