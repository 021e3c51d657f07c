package org.barscancel.request;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a CSV input, one by one, each checked on its own. An {@link UncheckedIOException} means that the input
 * cannot be read at present, or is no longer what it was when its form was checked.
 */
public final class CsvRows implements Iterator<Reading.Row>, Closeable {
    private final CsvRecords records;
    private final CsvColumns columns;
    private final RequestCheck check;
    private @Nullable CsvRecord next;

    CsvRows(CsvRecords records, CsvColumns columns, RequestCheck check) {
        this.records = records;
        this.columns = columns;
        this.check = check;
        this.next = read();
    }

    /** Passes over the rows up to that one, unchecked. */
    public void skipTo(int row) {
        while (next != null && next.number() <= row) {
            next = read();
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Reading.Row next() {
        CsvRecord record = next;
        if (record == null) {
            throw new NoSuchElementException();
        }
        next = read();
        return row(record);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private Reading.Row row(CsvRecord record) {
        int cells = record.cells().size();
        if (cells != columns.size()) {
            // Which cell is which is not certain then.
            Problem problem = new Problem(
                    ProblemCode.INVALID_FIELD,
                    "Not valid: the row has " + cells + " cells, and the header has " + columns.size() + ".");
            return new Reading.Invalid(record.number(), record.original(), problem, null, null);
        }
        return check.row(record.number(), record.original(), columns.request(record.cells()));
    }

    private @Nullable CsvRecord read() {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableInput e) {
            throw new UncheckedIOException(new IOException("The input is not what it was", e));
        }
    }
}
