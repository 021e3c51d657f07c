package org.barscancel.request;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV input, one by one; no more than one of them is in memory. Rows without any content are none. */
final class CsvRecords implements Closeable {
    /** How far the library and the look at the header read ahead. */
    private static final int READ_AHEAD = 2 * 8192;

    private static final String SEPARATORS = ",;\t";

    private final CsvText text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final char separator;
    private final int mostRowCharacters;
    private final CsvRecord header;
    private int number;
    private int line;

    /**
     * @param charset of the input, unless a byte order mark says that it is UTF-8
     * @param mostRowCharacters how long a row may be
     * @throws UnreadableInput when not even the header can be read
     */
    CsvRecords(InputStream in, Charset charset, int mostRowCharacters) throws IOException, UnreadableInput {
        this.text = new CsvText(in, charset, mostRowCharacters + READ_AHEAD);
        this.mostRowCharacters = mostRowCharacters;
        try {
            BufferedReader reader = new BufferedReader(text, READ_AHEAD / 2);
            this.separator = separator(reader);
            this.parser = CSVParser.parse(
                    reader,
                    CSVFormat.RFC4180
                            .builder()
                            .setDelimiter(separator)
                            .setIgnoreEmptyLines(false)
                            .setIgnoreSurroundingSpaces(true)
                            .get());
        } catch (IOException e) {
            throw understood(e, 1);
        }
        this.rows = parser.iterator();
        CsvRecord first = next();
        if (first == null) {
            throw new UnreadableInput("The input is empty.", null, null);
        }
        this.header = first;
        this.number = 0;
    }

    /** The header row. */
    CsvRecord header() {
        return header;
    }

    /** What parts the cells. */
    char separator() {
        return separator;
    }

    Charset charset() {
        return text.charset();
    }

    boolean hasByteOrderMark() {
        return text.hasByteOrderMark();
    }

    /** Where the row that was handed over last begins, from 1. */
    int line() {
        return line;
    }

    /**
     * The next row; null after the last.
     *
     * @throws UnreadableInput when the rest cannot be parted into rows
     */
    @Nullable
    CsvRecord next() throws IOException, UnreadableInput {
        while (true) {
            int before = (int) parser.getCurrentLineNumber();
            CSVRecord row;
            try {
                row = rows.hasNext() ? rows.next() : null;
            } catch (UncheckedIOException e) {
                throw understood(Objects.requireNonNull(e.getCause()), before + 1);
            }
            line = before + 1;
            String original = withoutLineEnd(text.takeLines(parser.getCurrentLineNumber() - before));
            if (row == null) {
                return null;
            }
            if (original.length() > mostRowCharacters) {
                throw tooLong(line);
            }
            List<String> cells = List.of(row.values());
            if (!cells.stream().allMatch(String::isBlank)) {
                return new CsvRecord(++number, original, cells);
            }
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private IOException understood(IOException e, int from) throws UnreadableInput {
        if (e.getCause() instanceof UnreadableInput unreadable) {
            throw unreadable;
        }
        if (e instanceof CsvText.TooLong) {
            throw tooLong(from);
        }
        if (e instanceof CSVException) {
            throw new UnreadableInput(
                    "In the row that begins here, a quotation mark is missing or in the wrong place.", from, null);
        }
        return e;
    }

    private UnreadableInput tooLong(int from) {
        return new UnreadableInput(
                "The row that begins here is longer than " + mostRowCharacters
                        + " characters; a quotation mark may be missing.",
                from,
                null);
    }

    /** The one that the first line has most of; a name of a column has none. */
    private static char separator(BufferedReader reader) throws IOException {
        int[] counts = new int[SEPARATORS.length()];
        reader.mark(READ_AHEAD / 2);
        boolean begun = false;
        for (int i = 0; i < READ_AHEAD / 2; i++) {
            int c = reader.read();
            boolean lineEnd = c == '\n' || c == '\r';
            if (c < 0 || (begun && lineEnd)) {
                break;
            }
            begun |= !lineEnd;
            int found = SEPARATORS.indexOf(c);
            if (found >= 0) {
                counts[found]++;
            }
        }
        reader.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    private static String withoutLineEnd(String row) {
        int end = row.length();
        while (end > 0 && (row.charAt(end - 1) == '\n' || row.charAt(end - 1) == '\r')) {
            end--;
        }
        return row.substring(0, end);
    }
}
