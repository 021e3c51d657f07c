package org.barscancel.runtime.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.barscancel.atrest.SealedFiles;

/**
 * Where CSV bodies of calls lie while they come in, since they may be longer than memory: a folder beside that of the
 * claimed files. What a stopped program left in it belongs to calls that were never answered, and is removed.
 */
public final class Spool {
    /** The attribute of a request whose body lies here: its {@link Path}. */
    static final String ATTRIBUTE = "org.barscancel.spooled";

    /** Each may take up the largest body on disk. */
    private static final int MOST_AT_A_TIME = 16;

    private final Path folder;
    private final long mostBytes;
    private final Duration mostTime;
    private final SealedFiles seals;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    /**
     * @param folder on the file system of the claimed files; it is made
     * @param seals by which bodies are encrypted as they come, if a key is set
     * @throws IOException when it cannot be made or emptied
     */
    Spool(Path folder, long mostBytes, Duration mostTime, SealedFiles seals) throws IOException {
        this.seals = seals;
        this.folder = Files.createDirectories(folder);
        this.mostBytes = mostBytes;
        this.mostTime = mostTime;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The largest body that is taken, in bytes. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Whether another body may come in now; if so, {@link #leave} must be called once it is dealt with. */
    public boolean enter() {
        return places.tryAcquire();
    }

    /** A body that was let in is dealt with. */
    public void leave() {
        places.release();
    }

    /**
     * Writes a body to a file.
     *
     * @return the file; empty when the body is too large
     * @throws NoRoom when the disk does not take it
     * @throws IOException when it does not come
     */
    public Optional<Path> receive(InputStream in) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + ".csv");
        boolean whole = false;
        try (OutputStream out = toDisk(file)) {
            whole = BoundedBody.copy(in, out, mostBytes, mostTime);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return whole ? Optional.of(file) : Optional.empty();
    }

    private OutputStream toDisk(Path file) throws IOException {
        OutputStream disk = new ToDisk(file);
        return seals.encrypts() ? seals.sealing(file, disk) : disk;
    }

    /** The disk is full, or cannot be written to. */
    public static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom(IOException cause) {
            super("A body cannot be written to disk", cause);
        }
    }

    /** Tells faults of the disk from those of the network. */
    private static final class ToDisk extends OutputStream {
        private final OutputStream file;

        ToDisk(Path path) throws NoRoom {
            try {
                file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new NoRoom(e);
            }
        }

        @Override
        public void write(int b) throws NoRoom {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws NoRoom {
            try {
                file.write(bytes, from, length);
            } catch (IOException e) {
                throw new NoRoom(e);
            }
        }

        @Override
        public void close() throws NoRoom {
            try {
                file.close();
            } catch (IOException e) {
                throw new NoRoom(e);
            }
        }
    }
}
