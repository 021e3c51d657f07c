package org.barscancel.answer;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** The answers to files that cannot be read at all: {@code {home}/rejected/<subfolder>/<claim>-<name>.error.json}. */
public final class ErrorFiles {
    /** What the names of these files end with. */
    static final String ERROR = ".error.json";

    private final Folder rejected;
    private final ObjectWriter writer;

    /**
     * @param home the program's home; the files lie in its {@code rejected}
     * @param mapper writes the JSON
     */
    public ErrorFiles(Path home, ObjectMapper mapper) {
        this.rejected = new Folder(home.resolve("rejected"));
        this.writer = mapper.writerWithDefaultPrettyPrinter();
    }

    /**
     * Writes why a file cannot be read, complete, by rename; once more for the same file gives the same file.
     *
     * @param claim the file's claim
     * @param requester the inbox's subfolder, with {@code /} between levels; null for none
     * @param name the file's name
     * @param why what is wrong, and where
     * @param receivedAt when the file was taken
     * @return where it was written
     * @throws UncheckedIOException when the file system does not let it
     * @throws IllegalArgumentException when a name leads out of {@code rejected}
     */
    public Path write(
            String claim, @Nullable String requester, String name, Reading.Unreadable why, Instant receivedAt) {
        Report report = new Report(
                why.problem().code(),
                why.problem().message(),
                why.line(),
                why.column(),
                why.problem().nextAction(),
                name,
                receivedAt);
        try {
            Path place = rejected.prepare(requester, Folder.fitting(claim + "-", name, ERROR));
            CompleteFile.write(place, out -> out.write(writer.writeValueAsBytes(report)));
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("An error file cannot be written", e);
        }
    }

    /** The content of an error file. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"code", "message", "line", "column", "nextAction", "file", "receivedAt"})
    record Report(
            ProblemCode code,
            String message,
            @Nullable Integer line,
            @Nullable Integer column,
            String nextAction,
            String file,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant receivedAt) {}
}
