package org.barscancel.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.request.CsvRequestReader;
import org.jspecify.annotations.Nullable;

/**
 * The answers to files: {@code {home}/results/<subfolder>/<name>.result.json}, or {@code .result.csv} for CSV. A result file appears complete, by
 * rename, when every request of its file has ended, and is written anew when a replay has ended. Until it is there,
 * {@code <name>.progress.json} shows the counts.
 *
 * <p>Writing twice does no harm, so it may be repeated after a crash. Errors of the file system are thrown as
 * {@link UncheckedIOException}: the events that led here must then come again.
 */
public final class ResultFiles implements ResultNames {
    private final FileOwner owner;
    private final Folder results;
    private final BatchResults batches;
    private final ProgressFiles progress;
    private final ResultFormat json;
    private final ResultFormat csv;

    /**
     * @param owner of the files that are answered here
     * @param home the owner's folder; the files lie in its {@code results}
     * @param clock tells when a progress file was written
     * @param mapper writes the JSON
     * @param batches knows what to write
     * @param reader reads the CSV files that are answered
     * @param seals decrypts them
     */
    public ResultFiles(
            FileOwner owner,
            Path home,
            java.time.Clock clock,
            ObjectMapper mapper,
            BatchResults batches,
            CsvRequestReader reader,
            SealedFiles seals) {
        this.owner = owner;
        this.results = new Folder(home.resolve("results"));
        this.batches = batches;
        this.progress = new ProgressFiles(results, clock, mapper, batches);
        this.json = new JsonResults(mapper, batches);
        this.csv = new CsvResults(new OriginalFiles(home, seals), reader, batches);
    }

    /**
     * Brings the files of a batch up to date: its result when every request of it has ended, its progress otherwise.
     * A batch that is not known, or whose own announcement has not come yet, has no files; those of another home are
     * its owner's business.
     *
     * @return whether its result was written and is on disk, which the ledger is then to be told
     * @throws IllegalArgumentException when the batch's names lead out of {@code results}
     */
    public synchronized boolean update(String batchId) {
        BatchSummary batch = batches.batch(batchId).orElse(null);
        if (batch == null || !owner.answers(batch.home())) {
            return false;
        }
        if (batch.complete()) {
            write(batch);
            progress.remove(batch);
            return true;
        }
        if (!isTaken(batch.home(), batch.requester(), batch.resultName())) {
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
    public boolean isTaken(@Nullable String home, @Nullable String requester, String resultName) {
        if (!owner.answers(home)) {
            return false;
        }
        try {
            return isThere(requester, resultName + json.ending()) || isThere(requester, resultName + csv.ending());
        } catch (IllegalArgumentException elsewhere) {
            return false;
        }
    }

    private boolean isThere(@Nullable String requester, String fileName) {
        return Files.exists(results.place(requester, fileName), LinkOption.NOFOLLOW_LINKS);
    }

    private void write(BatchSummary batch) {
        ResultFormat format = batch.name().toLowerCase(Locale.ROOT).endsWith(".csv") ? csv : json;
        try {
            Path place = results.prepare(batch.requester(), batch.resultName() + format.ending());
            CompleteFile.write(place, out -> format.write(batch, out));
        } catch (IOException e) {
            throw new UncheckedIOException("A result file cannot be written", e);
        }
    }
}
