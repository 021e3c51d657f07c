package org.barscancel.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to files: {@code {home}/results/<subfolder>/<name>.result.json}. A result file appears complete, by
 * rename, when every request of its file has ended, and is written anew when a replay has ended. Until it is there,
 * {@code <name>.progress.json} shows the counts.
 *
 * <p>Writing twice does no harm, so it may be repeated after a crash. Errors of the file system are thrown as
 * {@link UncheckedIOException}: the events that led here must then come again.
 */
public final class ResultFiles implements ResultNames {
    static final String RESULT = ".result.json";

    private final Folder results;
    private final BatchResults batches;
    private final ProgressFiles progress;
    private final ObjectWriter one;
    private final ObjectWriter line;

    /**
     * @param home the program's home; the files lie in its {@code results}
     * @param clock tells when a progress file was written
     * @param mapper writes the JSON
     * @param batches knows what to write
     */
    public ResultFiles(Path home, java.time.Clock clock, ObjectMapper mapper, BatchResults batches) {
        this.results = new Folder(home.resolve("results"));
        this.batches = batches;
        this.progress = new ProgressFiles(results, clock, mapper, batches);
        this.one = mapper.writer(new DefaultPrettyPrinter());
        this.line = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /**
     * Brings the files of a batch up to date: its result when every request of it has ended, its progress otherwise.
     * A batch that is not known, or whose own announcement has not come yet, has no files.
     *
     * @return whether its result was written and is on disk, which the ledger is then to be told
     * @throws IllegalArgumentException when the batch's names lead out of {@code results}
     */
    public synchronized boolean update(String batchId) {
        BatchSummary batch = batches.batch(batchId).orElse(null);
        if (batch == null) {
            return false;
        }
        if (batch.complete()) {
            write(batch);
            progress.remove(batch);
            return true;
        }
        if (!isTaken(batch.requester(), batch.resultName())) {
            progress.update(batch);
        }
        return false;
    }

    /** The batches whose progress was held back because it came too soon after the last; to be updated a second later. */
    public List<String> heldBack() {
        return progress.held();
    }

    /** A folder that leads out of {@code results} takes nothing; that is found out when the file is to be written. */
    @Override
    public boolean isTaken(@Nullable String requester, String resultName) {
        try {
            return Files.exists(results.place(requester, resultName + RESULT), LinkOption.NOFOLLOW_LINKS);
        } catch (IllegalArgumentException elsewhere) {
            return false;
        }
    }

    private void write(BatchSummary batch) {
        try {
            Path place = results.prepare(batch.requester(), batch.resultName() + RESULT);
            CompleteFile.write(place, out -> {
                if (batch.many()) {
                    writeList(batch, out);
                } else {
                    writeOne(batch, out);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("A result file cannot be written", e);
        }
    }

    private void writeOne(BatchSummary batch, OutputStream out) throws IOException {
        JsonGenerator json = one.createGenerator(out);
        batches.forEachResult(batch.batchId(), result -> append(one, json, result));
        json.flush();
    }

    /** One result a line, so that a person can read a long list and a simple tool can cut it. */
    private void writeList(BatchSummary batch, OutputStream out) throws IOException {
        JsonGenerator json = line.createGenerator(out).setPrettyPrinter(new LinePerResult());
        json.writeStartArray();
        batches.forEachResult(batch.batchId(), result -> append(line, json, result));
        json.writeEndArray();
        json.flush();
    }

    private static void append(ObjectWriter writer, JsonGenerator json, CancellationResult result) {
        try {
            writer.writeValue(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException("A result file cannot be written", e);
        }
    }
}
