package org.barscancel.blackbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system in memory, mounted on a folder; only root may. A test that cannot have one says so and is left out. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @param folder exists, and is hidden by the disk until it is closed
     * @param megabytes how much it takes
     */
    static SmallDisk mount(Path folder, int megabytes) throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "A small disk cannot be mounted here (root only); other tests cover what fails at once");
        return new SmallDisk(folder);
    }

    /** Lets it be read only, or written again. */
    void readOnly(boolean value) throws Exception {
        if (!run("mount", "-o", "remount," + (value ? "ro" : "rw"), folder.toString())) {
            throw new IOException("The disk cannot be mounted anew");
        }
    }

    @Override
    public void close() throws Exception {
        run("umount", "--lazy", folder.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
