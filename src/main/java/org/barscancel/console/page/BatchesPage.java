package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.barscancel.access.Caller;
import org.barscancel.answer.BatchCsv;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerPages;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows lists and files, how far they are, and hands out their results. */
@Controller
@RequestMapping("/console/batches")
class BatchesPage {
    private static final int LISTED = 20;
    private static final int ROWS = 50;
    private static final int REASON_ROWS = 20;

    private final LedgerQueries ledger;
    private final LedgerPages pages;
    private final BatchCsv csv;
    private final Steered steered;
    private final BulkLists lists;
    private final Records records;

    BatchesPage(
            LedgerQueries ledger, LedgerPages pages, BatchCsv csv, Steered steered, BulkLists lists, Records records) {
        this.ledger = ledger;
        this.pages = pages;
        this.csv = csv;
        this.steered = steered;
        this.lists = lists;
        this.records = records;
    }

    /**
     * A request of a list.
     *
     * @param row its place, from 1
     * @param line how it stands
     */
    record RowLine(int row, CancellationLine line) {}

    /**
     * Why requests of a list have not ended as asked for.
     *
     * @param title the reason
     * @param count how many
     * @param rows the first of their rows
     */
    record ReasonLine(String title, String count, String rows) {
        static ReasonLine of(LedgerPages.WhyNot why) {
            String rows = why.rows().stream().map(String::valueOf).collect(Collectors.joining(", "));
            return new ReasonLine(
                    Words.problem(why.code()),
                    Words.count(why.count(), "request", "requests"),
                    rows + (why.count() > why.rows().size() ? " and more" : ""));
        }
    }

    @GetMapping
    String all(@RequestParam(name = "page", defaultValue = "0") String written, HttpServletRequest call, Model model) {
        int page = SearchForm.page(written);
        List<LedgerPages.Batch> found = pages.batches(Caller.of(call).requester(), page, LISTED + 1);
        model.addAttribute(
                "batches",
                found.stream()
                        .limit(LISTED)
                        .map(one -> BatchView.of(
                                one.batch(),
                                ledger.counts(one.batch()),
                                one.batch().openedAt(),
                                one.completedAt(),
                                held(one.batch())))
                        .toList());
        model.addAttribute("page", page);
        model.addAttribute("more", found.size() > LISTED);
        return "console/batches";
    }

    @GetMapping("/{batchId}")
    String one(
            @PathVariable("batchId") String batchId,
            @RequestParam(name = "outcome", defaultValue = "") String outcome,
            @RequestParam(name = "page", defaultValue = "0") String written,
            HttpServletRequest call,
            Model model) {
        KnownBatch batch = known(ledger, batchId, call);
        Predicate<String> isOne = code -> Arrays.stream(ProviderOutcome.values())
                .anyMatch(one -> one.code().equals(code));
        int page = SearchForm.page(written);
        records.read(call, "batchId", batch.batchId());
        List<LedgerPages.Row> rows = pages.rows(batch.batchId(), isOne.test(outcome) ? outcome : null, page, ROWS + 1);
        model.addAttribute("batch", BatchView.of(batch, ledger.counts(batch), batch.openedAt(), null, held(batch)));
        model.addAttribute("rehearsal", lists.rehearsal(batch).orElse(null));
        model.addAttribute(
                "reasons",
                pages.reasons(batchId, REASON_ROWS).stream().map(ReasonLine::of).toList());
        model.addAttribute(
                "rows",
                rows.stream()
                        .limit(ROWS)
                        .map(row -> new RowLine(row.row(), CancellationLine.of(row.result())))
                        .toList());
        model.addAttribute("outcome", outcome);
        model.addAttribute("page", page);
        model.addAttribute("more", rows.size() > ROWS);
        return "console/batch";
    }

    /** Row by row, since a list may be longer than memory. */
    @GetMapping("/{batchId}/result.csv")
    void result(@PathVariable("batchId") String batchId, HttpServletRequest call, HttpServletResponse answer)
            throws IOException {
        KnownBatch batch = known(ledger, batchId, call);
        if (!batch.complete()) {
            throw new NotShown(
                    HttpStatus.CONFLICT, "Not every request of this list has ended.", "Wait until all of it has.");
        }
        records.read(call, "batchId", batch.batchId());
        answer.setContentType("text/csv;charset=UTF-8");
        answer.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"result.csv\"");
        try {
            csv.write(batch.batchId(), batch.requester(), batch.name(), answer.getOutputStream());
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private @Nullable Hold held(KnownBatch batch) {
        return steered.held(HoldKind.BATCH, batch.batchId());
    }

    /** A list that the caller may see. */
    static KnownBatch known(LedgerQueries ledger, String batchId, HttpServletRequest call) {
        return ledger.known(batchId)
                .filter(batch -> Caller.of(call).sees(batch.requester()))
                .orElseThrow(() -> NotShown.unknown("list"));
    }
}
