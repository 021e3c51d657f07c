package org.barscancel.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Results as CSV: the columns of the file that is answered but the NHS number's, in its order, its separator and its
 * encoding, and beside them how each row ended. Where the file is gone, the ledger's own columns stand in for them.
 */
final class CsvResults implements ResultFormat {
    private final OriginalFiles originals;
    private final CsvRequestReader reader;
    private final BatchResults batches;

    CsvResults(OriginalFiles originals, CsvRequestReader reader, BatchResults batches) {
        this.originals = originals;
        this.reader = reader;
        this.batches = batches;
    }

    @Override
    public String ending() {
        return CSV;
    }

    @Override
    public void write(BatchSummary batch, OutputStream out) throws IOException {
        // A list of another format is answered by what the ledger knows.
        boolean isCsv = batch.name().toLowerCase(Locale.ROOT).endsWith(".csv");
        Optional<Path> original = isCsv ? originals.of(batch) : Optional.empty();
        if (original.isEmpty()) {
            write(batch, null, out);
            return;
        }
        try (InputStream in = originals.open(original.get());
                CsvTable table = reader.table(in).orElse(null)) {
            write(batch, table, out);
        }
    }

    private void write(BatchSummary batch, @Nullable CsvTable table, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, table == null ? StandardCharsets.UTF_8 : table.charset());
        if (table != null && table.hasByteOrderMark()) {
            text.write('\uFEFF');
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(table == null ? ',' : table.separator())
                .get();
        CSVPrinter printer = new CSVPrinter(text, format);
        CsvResultRow row = CsvResultRow.below(table, batches.hasDryRuns(batch.batchId()));
        printer.printRecord(row.header());
        batches.forEachResult(batch.batchId(), result -> print(printer, row.of(result)));
        printer.flush();
    }

    private static void print(CSVPrinter printer, List<String> cells) {
        try {
            printer.printRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException("A result file cannot be written", e);
        }
    }
}
