package org.barscancel.runtime.intake;

import java.io.File;
import java.nio.file.NoSuchFileException;
import java.util.function.LongSupplier;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which files could not be handled: each is told of once, not at every look at its folder, and tried again
 * after growing pauses. Files are named by their claim only, since a sender may put a patient into a name (R23).
 */
public final class FileTroubles {
    private static final Logger LOG = LoggerFactory.getLogger(FileTroubles.class);

    private final Setbacks setbacks;

    /**
     * Sets up the memory.
     *
     * @param nanoTime a clock that never jumps, in nanoseconds
     */
    FileTroubles(LongSupplier nanoTime) {
        this.setbacks = new Setbacks(nanoTime);
    }

    /** Whether a file failed so lately that it is left alone for a while. */
    boolean rests(File file) {
        return setbacks.rests(file.getPath());
    }

    /** Takes note that a file of the inbox could not be claimed. One that its sender took away is nobody's trouble. */
    public void unclaimed(File file, Throwable why) {
        if (Setbacks.root(why) instanceof NoSuchFileException && !file.exists()) {
            setbacks.succeeded(file.getPath());
        } else if (setbacks.failed(file.getPath(), Setbacks.reason(why))) {
            LOG.error("A file in the inbox cannot be claimed at present ({}); it is tried again", Setbacks.reason(why));
        }
    }

    /** Takes note that a claimed file could not be handled. */
    public void unhandled(File file, Throwable why) {
        if (setbacks.failed(file.getPath(), Setbacks.reason(why))) {
            LOG.error(
                    "File {} cannot be handled at present ({}); it stays in claimed and is tried again",
                    claim(file),
                    Setbacks.reason(why));
        }
    }

    /** Takes note that a claimed file was handled. */
    public void handled(File file) {
        if (setbacks.succeeded(file.getPath())) {
            LOG.info("File {} is handled now", claim(file));
        }
    }

    private static String claim(File file) {
        String name = file.getName();
        int end = name.indexOf('-');
        return end < 0 ? "without a claim" : name.substring(0, end);
    }
}
