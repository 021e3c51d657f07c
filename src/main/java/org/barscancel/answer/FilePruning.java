package org.barscancel.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Removes old files of a home, while this instance is in charge of it, and the folders that are empty then; never a
 * requester's own folder in the inbox. A file that something is still to happen to stays, however old it is.
 */
public final class FilePruning {
    private final FileOwner owner;
    private final Path home;
    private final KeptFiles kept;

    /**
     * Sets up the pruning.
     *
     * @param owner of the files
     * @param home the owner's folder
     * @param kept knows what something is still to happen to; what it throws ends the pruning
     */
    public FilePruning(FileOwner owner, Path home, KeptFiles kept) {
        this.owner = owner;
        this.home = home.toAbsolutePath().normalize();
        this.kept = kept;
    }

    /** Removes originals of days that were over before that moment. */
    public PrunedFiles archive(Instant before, BooleanSupplier goOn) {
        Path folder = real("archive");
        return prune(folder, new OldOriginals(folder, before, kept), goOn);
    }

    /** Removes results that were written before that moment. */
    public PrunedFiles results(Instant before, BooleanSupplier goOn) {
        Path folder = real("results");
        return prune(folder, new OldResults(folder, before, owner.home(), kept), goOn);
    }

    /** Removes files that could not be read and were taken before that moment, and the reasons why. */
    public PrunedFiles rejected(Instant before, BooleanSupplier goOn) {
        return prune(real("rejected"), new OldRejects(before), goOn);
    }

    private PrunedFiles prune(Path folder, PruningRule rule, BooleanSupplier goOn) {
        return OldFiles.prune(folder, rule, () -> owner.isInCharge() && goOn.getAsBoolean());
    }

    /** An operator may have put a link in a folder's place, to a larger disk; below it none is followed. */
    private Path real(String name) {
        Path folder = home.resolve(name);
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder;
        } catch (IOException unreadable) {
            return folder;
        }
    }
}
