package org.barscancel.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers how far each claimed file is, in a hidden file beside it, so that a restart goes on where it was. A mark that
 * is lost does no harm: the part it would have told of is accepted once more, under the same ids.
 */
final class ProgressMarks {
    private static final Pattern FORM = Pattern.compile("rows=(\\d{1,9})\\naccepted=(\\d{1,9})\\n");

    /** A mark that could not be written must not send the same part at each try. */
    private final Map<String, FileProgress> known = new ConcurrentHashMap<>();

    /** How far a file is; empty when it is untouched, or when its mark is none. */
    Optional<FileProgress> of(ClaimedFile file) throws IOException {
        FileProgress remembered = known.get(file.claim());
        return remembered != null ? Optional.of(remembered) : read(mark(file));
    }

    /**
     * Notes how far a file is.
     *
     * @throws IOException when it cannot be written; it is remembered until the program stops all the same
     */
    void note(ClaimedFile file, FileProgress progress) throws IOException {
        known.put(file.claim(), progress);
        Path mark = mark(file);
        Path fresh = mark.resolveSibling(mark.getFileName() + ".tmp");
        String text = "rows=" + progress.rows() + "\naccepted=" + progress.accepted() + "\n";
        DiskFiles.write(fresh, text.getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets a file that is put away. */
    void forget(ClaimedFile file) throws IOException {
        known.remove(file.claim());
        Files.deleteIfExists(mark(file));
        Files.deleteIfExists(CalledFiles.keyFile(file.path(), file.claim()));
        Files.deleteIfExists(CalledFiles.rateFile(file.path(), file.claim()));
    }

    private static Optional<FileProgress> read(Path mark) throws IOException {
        try {
            Matcher form = FORM.matcher(Files.readString(mark, StandardCharsets.ISO_8859_1));
            return form.matches()
                    ? Optional.of(new FileProgress(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                    : Optional.empty();
        } catch (NoSuchFileException untouched) {
            return Optional.empty();
        }
    }

    private static Path mark(ClaimedFile file) {
        return file.path().resolveSibling("." + file.claim() + ".accepted");
    }
}
