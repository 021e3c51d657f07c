package org.barscancel.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files as they came in: where they are kept, or, just before that, where they are claimed. */
final class Originals {
    private final Path archive;
    private final Folder claimed;

    Originals(Path home) {
        this.archive = home.resolve("archive");
        this.claimed = new Folder(home.resolve("claimed"));
    }

    /** The file of a batch; empty when somebody has taken it away. */
    Optional<Path> of(BatchSummary batch) throws IOException {
        String name = batch.batchId() + "-" + batch.name();
        return Stream.concat(
                        Stream.of(claimed.place(batch.requester(), name)),
                        days().stream().map(day -> new Folder(day).place(null, name)))
                .filter(place -> Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
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
