package org.barscancel.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Result files that were written long ago. What shows the progress of a file is never one of them. */
final class OldResults implements PruningRule {
    private final Path results;
    private final Instant before;
    private final String home;
    private final KeptFiles kept;

    OldResults(Path results, Instant before, String home, KeptFiles kept) {
        this.results = results;
        this.before = before;
        this.home = home;
        this.kept = kept;
    }

    @Override
    public Fate of(Path file, BasicFileAttributes attributes) {
        String name = String.valueOf(file.getFileName());
        String ending = Stream.of(ResultFormat.JSON, ResultFormat.CSV)
                .filter(name::endsWith)
                .findFirst()
                .orElse(null);
        if (ending == null || !attributes.lastModifiedTime().toInstant().isBefore(before)) {
            return Fate.STAYS;
        }
        String resultName = name.substring(0, name.length() - ending.length());
        return kept.needsResult(home, requester(file), resultName) ? Fate.NEEDED : Fate.GOES;
    }

    /** A folder in which something happened lately may be about to get another file. */
    @Override
    public boolean goesWhenEmpty(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(before);
    }

    private @Nullable String requester(Path file) {
        Path folder = results.relativize(file).getParent();
        return folder == null
                ? null
                : folder.toString().replace(folder.getFileSystem().getSeparator(), "/");
    }
}
