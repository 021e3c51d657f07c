package org.barscancel.answer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.request.CsvRequestReader;

/** The files as they came in: where they are kept, or, just before that, where they are claimed. */
final class OriginalFiles {
    private final Path archive;
    private final Folder claimed;
    private final SealedFiles seals;

    OriginalFiles(Path home, SealedFiles seals) {
        this.seals = seals;
        this.archive = home.resolve("archive");
        this.claimed = new Folder(home.resolve("claimed"));
    }

    /** The file of a batch; empty when somebody has taken it away. */
    Optional<Path> of(BatchSummary batch) throws IOException {
        Optional<Path> original = of(batch, batch.name());
        // What came by a call has no name that the ledger knows.
        return original.isEmpty() && batch.name().equals(CsvRequestReader.UNNAMED)
                ? of(batch, CsvRequestReader.UNNAMED_DRY_RUN)
                : original;
    }

    private Optional<Path> of(BatchSummary batch, String itsName) throws IOException {
        String name = batch.batchId() + "-" + itsName;
        return Stream.concat(
                        Stream.of(claimed.place(batch.requester(), name)),
                        days().stream().map(day -> new Folder(day).place(null, name)))
                .filter(place -> Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    /** What it holds, decrypted if it is encrypted. */
    InputStream open(Path original) throws IOException {
        return seals.open(original);
    }

    /** The latest first: answers are written soon after a file was kept, as a rule. */
    private List<Path> days() throws IOException {
        if (!Files.isDirectory(archive)) {
            return List.of();
        }
        try (Stream<Path> days = Files.list(archive)) {
            return days.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
