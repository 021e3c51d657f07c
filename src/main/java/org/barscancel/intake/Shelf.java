package org.barscancel.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.barscancel.atrest.SealedFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where claimed files go once they are dealt with. A file whose place cannot be written to stays claimed, and must not be
 * dealt with once more for that: every request of it would be sent again at each try. So it is remembered until it is
 * put away. A restart forgets it; the file is then dealt with a second time, as after any crash.
 */
public final class Shelf {
    private final Map<String, String> owed = new ConcurrentHashMap<>();
    private final ProgressMarks marks = new ProgressMarks();
    private final Path archive;
    private final SealedFiles seals;

    /**
     * Sets up the shelf.
     *
     * @param archive where files are kept that held requests
     * @param seals encrypts them, if a key is set
     */
    public Shelf(Path archive, SealedFiles seals) {
        this.archive = archive.toAbsolutePath().normalize();
        this.seals = seals;
    }

    /**
     * Puts a file where it is kept: by rename, or, when that changes whether it is encrypted, by a copy that is on disk before the
     * one that was claimed goes. Of a file that is not accepted to its end yet, notes how far it is. To be called after its
     * requests, or the reason why it has none, are committed.
     *
     * @throws IOException when it cannot be renamed; it stays claimed, and {@link FileIntake} hands it out as {@link
     *     FileArrival.DealtWith}
     */
    public void putAway(FileArrival arrival) throws IOException {
        if (arrival instanceof FileArrival.Requests requests && requests.more() != null) {
            marks.note(requests.file(), requests.more());
            return;
        }
        String claim = arrival.file().claim();
        owed.put(claim, arrival.destination());
        Path place = Path.of(arrival.destination());
        Path folder = place.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path file = arrival.file().path();
        boolean kept = place.startsWith(archive);
        if (seals.isSealed(file) && !kept) {
            // Its sender is to read it.
            seals.unseal(file, place);
            Files.delete(file);
        } else if (seals.encrypts() && kept && !seals.isSealed(file)) {
            seals.seal(file, place);
            Files.delete(file);
        } else {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
        marks.forget(arrival.file());
        owed.remove(claim);
    }

    /**
     * Encrypts a claimed file where it lies, if a key is set: it may lie there for long, when it is long or its requests cannot
     * be stored. There is always one of both, the file as it came or the encrypted one.
     *
     * @throws IOException when it cannot be written; the file is as it was
     */
    void conceal(ClaimedFile file) throws IOException {
        if (seals.encrypts() && !seals.isSealed(file.path())) {
            seals.seal(file.path(), file.path());
        }
    }

    /** Whether a claimed file is encrypted. */
    boolean isConcealed(ClaimedFile file) throws IOException {
        return seals.isSealed(file.path());
    }

    /** Reads a claimed file, as it came. */
    InputStream open(ClaimedFile file) throws IOException {
        return seals.openGiven(file.path());
    }

    /** A claimed list, as it came. */
    CsvIntake.Content content(ClaimedFile file) {
        return new CsvIntake.Content() {
            @Override
            public String claim() {
                return file.claim();
            }

            @Override
            public OpenLists.FileState state() throws IOException {
                return OpenLists.FileState.of(file.path());
            }

            @Override
            public InputStream open() throws IOException {
                return Shelf.this.open(file);
            }
        };
    }

    /** How far a file is that is accepted in parts; empty for any other. */
    Optional<FileProgress> progress(ClaimedFile file) throws IOException {
        return marks.of(file);
    }

    /** Where a file is to go that is dealt with but could not be put away; null for any other. */
    @Nullable
    String owed(String claim) {
        return owed.get(claim);
    }
}
