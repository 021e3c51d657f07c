package org.barscancel.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/**
 * Reads requests in CSV: a header row that names the columns, then a request a row; cells are parted by commas,
 * semicolons or tabs, as the header shows. Reads twice: the first time through checks that all of the input can be parted
 * into rows, so that a file is never half taken; the second hands over row by row. Memory does not grow with the input.
 * No problem's text ever holds a value of the input (R23).
 */
public final class CsvRequestReader {
    /** What an input is kept as that came in no file. */
    public static final String UNNAMED = "body.csv";

    /** The same of CSV that is a dry run: its name says so, and a crash cannot make it another. */
    public static final String UNNAMED_DRY_RUN = "body.dry-run.csv";

    /** More than all fields at their longest need. */
    private static final int MOST_ROW_CHARACTERS = 16 * 1024;

    private static final int LONGEST_HEADER = 2048;

    /** The byte order mark of UTF-8, one character for each byte. */
    private static final String MARK = "\u00EF\u00BB\u00BF";

    private final RequestCheck check;
    private final Charset charset;
    private final int mostRows;

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param charset of the input, unless it starts with the byte order mark of UTF-8
     * @param mostRows the longest input that is read at all, {@code bars.limits.csv-rows}
     */
    public CsvRequestReader(Charset charset, int mostRows) {
        this(charset, mostRows, Lookups.NONE);
    }

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param charset of the input, unless it starts with the byte order mark of UTF-8
     * @param mostRows the longest input that is read at all, {@code bars.limits.csv-rows}
     * @param lookups what may stand for an appointment's id
     */
    public CsvRequestReader(Charset charset, int mostRows, Lookups lookups) {
        this.check = new RequestCheck(lookups);
        this.charset = charset;
        this.mostRows = mostRows;
    }

    /**
     * Goes through an input and looks at its form only.
     *
     * @throws IOException when it cannot be read at present
     */
    public CsvForm form(InputStream in) throws IOException {
        try (CsvRecords records = new CsvRecords(in, charset, MOST_ROW_CHARACTERS)) {
            CsvColumns.of(records.header().cells(), records.line(), check::missingColumn);
            int rows = 0;
            while (records.next() != null) {
                if (++rows > mostRows) {
                    Problem problem = new Problem(
                            ProblemCode.TOO_LARGE,
                            "The input has more than " + mostRows + " rows, and no more are read.");
                    return new CsvForm.Broken(new Reading.Unreadable(problem, records.line(), null));
                }
            }
            if (rows == 0) {
                throw new UnreadableInput("There is no row below the header.", null, null);
            }
            return new CsvForm.Sound(rows);
        } catch (UnreadableInput e) {
            return new CsvForm.Broken(e.reading());
        }
    }

    /**
     * The requests of an input whose form is sound.
     *
     * @throws IOException when it cannot be read at present, or its form is not sound
     * @throws UncheckedIOException the same
     */
    public CsvRows rows(InputStream in) throws IOException {
        try {
            CsvRecords records = new CsvRecords(in, charset, MOST_ROW_CHARACTERS);
            return new CsvRows(records, columns(records), check);
        } catch (UnreadableInput e) {
            throw new IOException("The form of the input is not sound", e);
        }
    }

    /**
     * Reads a short input as a whole, such as a message; never fails.
     *
     * @param input the bytes, already in memory
     */
    public Reading read(byte[] input) {
        try {
            if (form(new ByteArrayInputStream(input)) instanceof CsvForm.Broken broken) {
                return broken.reading();
            }
            List<Reading.Row> rows = new ArrayList<>();
            try (CsvRows all = rows(new ByteArrayInputStream(input))) {
                all.forEachRemaining(rows::add);
            }
            return new Reading.Rows(true, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a text begins as CSV requests do: its first row names the one column that is required.
     *
     * @param input the bytes, in any character set that leaves ASCII as it is
     */
    public static boolean isCsv(byte[] input) {
        String start = new String(input, 0, Math.min(input.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        String header = start.stripLeading().lines().findFirst().orElse("");
        String unmarked = header.startsWith(MARK) ? header.substring(MARK.length()) : header;
        return Arrays.stream(unmarked.split("[,;\t]", -1))
                .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                .anyMatch("appointmentId"::equals);
    }

    /**
     * An input as its sender sees it.
     *
     * @return empty when it does not even begin as a CSV input does
     * @throws IOException when it cannot be read at present
     */
    public Optional<CsvTable> table(InputStream in) throws IOException {
        try {
            return Optional.of(new CsvTable(new CsvRecords(in, charset, MOST_ROW_CHARACTERS)));
        } catch (UnreadableInput e) {
            return Optional.empty();
        }
    }

    private static CsvColumns columns(CsvRecords records) throws UnreadableInput {
        // Once its form is found sound, a file is read to its end, whatever is set by then.
        return CsvColumns.of(records.header().cells(), records.line(), columns -> Optional.empty());
    }
}
