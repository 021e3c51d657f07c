package org.barscancel.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where claimed files go once they are dealt with. A file whose place cannot be written to stays claimed, and must not be
 * dealt with once more for that: every request of it would be sent again at each try. So it is remembered until it is
 * put away. A restart forgets it; the file is then dealt with a second time, as after any crash.
 */
public final class Shelf {
    private final Map<String, String> owed = new ConcurrentHashMap<>();
    private final ProgressMarks marks = new ProgressMarks();

    /**
     * Puts a file where it is kept, by rename; of a file that is not accepted to its end yet, notes how far it is. To be called after its requests, or the reason why it has none, are
     * committed.
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
        Files.move(arrival.file().path(), place, StandardCopyOption.ATOMIC_MOVE);
        marks.forget(arrival.file());
        owed.remove(claim);
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
