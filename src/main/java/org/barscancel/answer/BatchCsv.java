package org.barscancel.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.request.CsvRequestReader;
import org.jspecify.annotations.Nullable;

/** The results of any list as CSV, for who asks for them instead of finding them as a file. */
public final class BatchCsv {
    private final CsvResults results;

    /**
     * Sets up the answers.
     *
     * @param home the program's home, below which the originals are kept
     * @param reader reads the CSV that is answered
     * @param batches knows what to write
     * @param seals decrypts the originals
     */
    public BatchCsv(Path home, CsvRequestReader reader, BatchResults batches, SealedFiles seals) {
        this.results = new CsvResults(new OriginalFiles(home, seals), reader, batches);
    }

    /**
     * Writes the results of a list that has ended, row by row.
     *
     * @param batchId the list
     * @param requester who asked for it, as the channel knows it
     * @param name the file's name; null when it came in none
     * @throws IOException when the reader has gone, or the original cannot be read
     */
    public void write(String batchId, @Nullable String requester, @Nullable String name, OutputStream out)
            throws IOException {
        String original = name == null ? CsvRequestReader.UNNAMED : name;
        results.write(new BatchSummary(batchId, requester, original, original, true, 0, true, null), out);
    }
}
