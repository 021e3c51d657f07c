package org.barscancel.runtime.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.barscancel.answer.FileOwner;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The folder of inbox, claimed, results, rejected and archive. Of several instances that share it only the one that holds its
 * lock works on it; the system lets go of the lock when that process ends, however it ends, and another goes on, with
 * the files that were claimed too. Should two ever believe to hold it, no harm is done: one rename of a file wins, and a
 * claimed file that both read gives the same cancellations.
 */
public final class FileHome implements FileOwner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileHome.class);

    private static final String LOCK = "files.lock";
    private static final String NAME = "home.id";

    private final Path folder;
    private final boolean shared;
    private final String home;
    private volatile @Nullable FileChannel held;
    private volatile boolean unreachable;

    /**
     * Looks whether the folder is free.
     *
     * @param folder the folder
     * @param own whether it is the program's own home, which it holds already
     * @throws IOException when the folder cannot be made or its name not be read
     */
    FileHome(Path folder, boolean own) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.shared = !own;
        this.home = name(folder.resolve(NAME));
        seek();
    }

    Path folder() {
        return folder;
    }

    @Override
    public String home() {
        return home;
    }

    @Override
    public boolean isInCharge() {
        return !shared || held != null;
    }

    /** Every second, until this instance has it. */
    @Scheduled(fixedDelay = 1_000)
    public void seek() {
        if (isInCharge()) {
            return;
        }
        try {
            held = lock(folder.resolve(LOCK));
            if (held != null) {
                LOG.info("This instance works on the files in {} now", folder);
            }
            unreachable = false;
        } catch (IOException failure) {
            if (!unreachable) {
                LOG.error("The lock of {} cannot be tried ({}); that is tried again", folder, Setbacks.reason(failure));
            }
            unreachable = true;
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel channel = held;
        held = null;
        if (channel != null) {
            channel.close();
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            // Not ours either.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? channel : null;
    }

    /** Of two instances that name the folder at a time, the first link wins. */
    private static String name(Path file) throws IOException {
        if (!Files.exists(file)) {
            Path fresh = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
            Files.writeString(fresh, UUID.randomUUID() + "\n");
            try {
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException named) {
                // By another instance.
            } catch (UnsupportedOperationException noLinks) {
                Files.move(fresh, file);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        String name = Files.readString(file).strip();
        if (!name.matches("[0-9a-f-]{36}")) {
            throw new StartRefusedException(
                    "The file " + file + " holds no name of the folder.",
                    "Restore it from a backup: by that name the results of its files are owed.");
        }
        return name;
    }
}
