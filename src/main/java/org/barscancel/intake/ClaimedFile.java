package org.barscancel.intake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.barscancel.cancellation.Source;
import org.jspecify.annotations.Nullable;

/**
 * A file that this program has taken: it lies below {@code claimed/} under a unique name, and no sender can touch it any
 * more by its old one.
 *
 * @param path where it lies
 * @param claim unique to this file
 * @param requester the inbox's subfolder, with {@code /} between levels
 * @param name the name it had in the inbox
 */
public record ClaimedFile(Path path, String claim, @Nullable String requester, String name) {
    /** Whether it is the body of a call, or was uploaded, which has no name of its own, and no result file. */
    public boolean called() {
        return Claims.isCalled(claim);
    }

    /** By what it came: {@code file}, {@code http} or {@code console}. */
    public String channel() {
        return claim.startsWith(Claims.UPLOADED) ? Source.CONSOLE : called() ? Claims.CALLED : "file";
    }

    /** When it was claimed, by its claim; empty when somebody else put it there. */
    Optional<Instant> since() {
        return Claims.since(claim);
    }

    /** Reads claim, requester and name back from where the file lies. */
    static ClaimedFile at(Path claimed, Path path) {
        Path relative = claimed.relativize(path);
        String fileName = path.getFileName().toString();
        int end = fileName.indexOf(Claims.SEPARATOR);
        Path folder = relative.getParent();
        return new ClaimedFile(
                path,
                // What somebody else put here has no claim of its own; its whole name serves as one.
                end < 0 ? fileName : fileName.substring(0, end),
                folder == null ? null : folder.toString().replace('\\', '/'),
                end < 0 ? fileName : fileName.substring(end + Claims.SEPARATOR.length()));
    }
}
