package org.barscancel.request;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV input as its sender sees it: for answering row by row beside what was sent. */
public final class CsvTable implements Closeable {
    private final CsvRecords records;
    private final List<String> columns;
    private @Nullable CsvRecord next;

    CsvTable(CsvRecords records) throws IOException, UnreadableInput {
        this.records = records;
        this.columns = records.header().cells().stream().map(String::strip).toList();
        this.next = records.next();
    }

    /** The names of the columns, in the sender's order. */
    public List<String> columns() {
        return columns;
    }

    /** What parts the cells. */
    public char separator() {
        return records.separator();
    }

    /** How the text is written in bytes. */
    public Charset charset() {
        return records.charset();
    }

    /** Whether the input starts with the byte order mark of UTF-8. */
    public boolean hasByteOrderMark() {
        return records.hasByteOrderMark();
    }

    /**
     * The cells of a row as received; to be asked for rising numbers.
     *
     * @param row from 1
     * @return empty when there is no such row, or when it has not a cell for each column and no more
     * @throws IOException when the input cannot be read, or is no longer what it was
     */
    public Optional<List<String>> cells(int row) throws IOException {
        try {
            while (next != null && next.number() < row) {
                next = records.next();
            }
        } catch (UnreadableInput e) {
            throw new IOException("The input is not what it was", e);
        }
        return Optional.ofNullable(next)
                .filter(record -> record.number() == row && record.cells().size() == columns.size())
                .map(CsvRecord::cells);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
