package org.barscancel.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.barscancel.request.CsvForm;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.CsvRows;
import org.barscancel.request.Reading;

/**
 * Reads claimed CSV files part by part, each part to be accepted in a transaction of its own: neither memory nor a
 * transaction grows with the file, and files that came later need not wait for all of it.
 */
public final class CsvIntake {
    private final CsvRequestReader reader;
    private final int partRows;

    /**
     * Sets up the intake.
     *
     * @param reader reads the rows
     * @param partRows how many are accepted at once
     */
    public CsvIntake(CsvRequestReader reader, int partRows) {
        this.reader = reader;
        this.partRows = partRows;
    }

    /** A file, which is gone through from its beginning each time. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** What comes next of a file. */
    sealed interface Next {}

    /** Nothing, since it cannot be read at all. */
    record Broken(Reading.Unreadable reading) implements Next {}

    /**
     * These rows.
     *
     * @param then how far the file is once they are accepted
     */
    record Part(Reading.Rows rows, FileProgress then) implements Next {}

    /**
     * The rows after those that are accepted already.
     *
     * @param known how far the file is; when that is empty, its form is checked first, all through
     * @param rate most rows that are taken at once, 0 = as many as a part may hold
     * @throws IOException when it cannot be read at present, or somebody has changed it
     */
    Next next(Content file, Optional<FileProgress> known, int rate) throws IOException {
        if (known.isPresent()) {
            return part(file, known.get(), rate);
        }
        try (InputStream in = file.open()) {
            CsvForm form = reader.form(in);
            return form instanceof CsvForm.Sound sound
                    ? part(file, new FileProgress(sound.rows(), 0), rate)
                    : new Broken(((CsvForm.Broken) form).reading());
        }
    }

    private Part part(Content file, FileProgress from, int rate) throws IOException {
        List<Reading.Row> rows = new ArrayList<>();
        try (InputStream in = file.open();
                CsvRows all = reader.rows(in)) {
            all.skipTo(from.accepted());
            int most = rate == 0 ? partRows : Math.min(partRows, rate);
            while (rows.size() < most && all.hasNext()) {
                rows.add(all.next());
            }
        } catch (UncheckedIOException e) {
            throw new IOException("A claimed file cannot be read, or was changed", e);
        }
        if (rows.isEmpty()) {
            throw new IOException("A claimed file was changed");
        }
        return new Part(new Reading.Rows(true, rows), new FileProgress(from.rows(), from.accepted() + rows.size()));
    }
}
