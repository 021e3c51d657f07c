package org.barscancel.intake;

import java.io.Closeable;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads claimed CSV files part by part, each part to be accepted in a transaction of its own: neither memory nor a
 * transaction grows with the file, and files that came later need not wait for all of it.
 */
public final class CsvIntake implements Closeable {
    private final CsvRequestReader reader;
    private final int partRows;
    private final OpenLists lists = new OpenLists();

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

    /** A claimed file. */
    interface Content {
        /** Names it, whatever its path. */
        String claim();

        /** What tells that it was changed. */
        OpenLists.FileState state() throws IOException;

        /** Its content as it came, from the beginning. */
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
        OpenLists.FileState state = file.state();
        CsvRows all = lists.take(file.claim(), state, from.accepted());
        try {
            if (all == null) {
                all = open(file);
                all.skipTo(from.accepted());
            }
            int most = rate == 0 ? partRows : Math.min(partRows, rate);
            while (rows.size() < most && all.hasNext()) {
                rows.add(all.next());
            }
        } catch (UncheckedIOException e) {
            IOException failure = new IOException("A claimed file cannot be read, or was changed", e);
            closeAfter(failure, all);
            throw failure;
        }
        if (rows.isEmpty()) {
            all.close();
            throw new IOException("A claimed file was changed");
        }
        int accepted = from.accepted() + rows.size();
        lists.keep(file.claim(), state, accepted, all);
        return new Part(new Reading.Rows(true, rows), new FileProgress(from.rows(), accepted));
    }

    private CsvRows open(Content file) throws IOException {
        InputStream in = file.open();
        try {
            return reader.rows(in);
        } catch (IOException | UncheckedIOException e) {
            in.close();
            throw e;
        }
    }

    private static void closeAfter(IOException failure, @Nullable CsvRows rows) {
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (IOException close) {
            failure.addSuppressed(close);
        }
    }

    /** Closes what is still open; a list is then searched from its beginning. */
    @Override
    public void close() {
        lists.close();
    }
}
