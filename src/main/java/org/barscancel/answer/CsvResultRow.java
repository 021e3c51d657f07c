package org.barscancel.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.barscancel.answer.CancellationResult.Trouble;
import org.barscancel.request.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * The row of a result file for each result.
 *
 * @param table the file that is answered; null when it is gone
 * @param columns what is taken over from it, or from the ledger in its place
 * @param dryRuns whether some of the results are those of dry runs
 */
record CsvResultRow(@Nullable CsvTable table, List<String> columns, boolean dryRuns) {
    private static final List<String> OWN =
            List.of("row", "outcome", "registry", "problem", "message", "cancellationId");

    private static final String APPOINTMENT_ID = "appointmentId";

    private static final String DRY_RUN = "dryRun";

    private static final List<String> KNOWN = List.of("requestId", "correlationId", "appointmentId", "status");

    /** No result carries it (R23). */
    private static final String LEFT_OUT = "nhsNumber";

    static CsvResultRow below(@Nullable CsvTable table, boolean dryRuns) {
        return new CsvResultRow(
                table,
                table == null
                        ? KNOWN
                        : table.columns().stream()
                                .filter(name -> !name.equals(LEFT_OUT))
                                .toList(),
                dryRuns);
    }

    List<String> header() {
        List<String> header = new ArrayList<>(columns);
        header.addAll(OWN);
        if (!columns.contains(APPOINTMENT_ID)) {
            header.add(APPOINTMENT_ID);
        }
        if (dryRuns && !columns.contains(DRY_RUN)) {
            header.add(DRY_RUN);
        }
        return header;
    }

    List<String> of(CancellationResult result) {
        List<String> cells = new ArrayList<>(columns.size() + OWN.size());
        Integer row = result.source().row();
        Optional<List<String>> received = received(row);
        if (received.isPresent()) {
            cells.addAll(received.get());
            fillIn(cells, result);
        } else {
            columns.forEach(column -> cells.add(known(column, result)));
        }
        cells.add(text(row));
        cells.add(result.outcome().code());
        cells.add(result.registry().code());
        Trouble problem = result.problem();
        cells.add(problem == null ? "" : problem.code().code());
        cells.add(problem == null ? "" : problem.message());
        cells.add(text(result.cancellationId()));
        if (!columns.contains(APPOINTMENT_ID)) {
            cells.add(text(result.appointmentId()));
        }
        if (dryRuns && !columns.contains(DRY_RUN)) {
            cells.add(text(result.dryRun()));
        }
        return cells.stream().map(SpreadsheetText::guarded).toList();
    }

    /** The id that a row left open and that was found since, and that it was a dry run though it does not say so. */
    private void fillIn(List<String> cells, CancellationResult result) {
        int place = columns.indexOf(APPOINTMENT_ID);
        if (place >= 0 && cells.get(place).isBlank()) {
            cells.set(place, text(result.appointmentId()));
        }
        int dryRun = columns.indexOf(DRY_RUN);
        if (dryRun >= 0 && result.isDryRun()) {
            cells.set(dryRun, text(result.dryRun()));
        }
    }

    private Optional<List<String>> received(@Nullable Integer row) {
        if (table == null || row == null) {
            return Optional.empty();
        }
        List<String> names = table.columns();
        try {
            return table.cells(row).map(cells -> IntStream.range(0, names.size())
                    .filter(i -> !names.get(i).equals(LEFT_OUT))
                    .mapToObj(cells::get)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The file that is answered cannot be read", e);
        }
    }

    /** A row that cannot be parted into its columns may hold an NHS number anywhere; then the ledger knows what is safe. */
    private static String known(String column, CancellationResult result) {
        return switch (column) {
            case "requestId" -> text(result.requestId());
            case "correlationId" -> text(result.correlationId());
            case "appointmentId" -> text(result.appointmentId());
            case "status" ->
                result.requestedStatus() == null
                        ? ""
                        : Objects.requireNonNull(result.requestedStatus()).code();
            case DRY_RUN -> text(result.dryRun());
            default -> "";
        };
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
