package org.barscancel.runtime.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@code bars.home} for this process alone. Without it a second instance would wait in silence for the broker's
 * journal. The system lets go of the lock when the process ends, however it ends.
 */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    /**
     * Takes the lock, and makes the folder if it is not there.
     *
     * @throws StartRefusedException when another instance holds it, in this process or another
     * @throws IOException when the folder or the file cannot be made
     */
    public HomeLock(Path home) throws IOException {
        Files.createDirectories(home);
        channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new StartRefusedException(
                    "Another instance of this program uses " + home + ".",
                    "Stop that one, or give this one a folder of its own with bars.home.");
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
