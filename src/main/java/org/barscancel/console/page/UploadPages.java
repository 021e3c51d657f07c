package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerQueries;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Takes a list as a dry run, and starts it once a person has seen what would come of it. Started twice, the second one finds
 * the first.
 */
@Controller
@RequestMapping("/console/batches")
class UploadPages {
    /** After it, a clinic may look otherwise. */
    private static final Duration OLD = Duration.ofDays(1);

    private static final String RATES = "[1-9]\\d{0,2}|1000";
    private static final int MEGA = 1 << 20;

    private final LedgerQueries ledger;
    private final BulkLists lists;
    private final Records records;
    private final Clock clock;

    UploadPages(LedgerQueries ledger, BulkLists lists, Records records, Clock clock) {
        this.ledger = ledger;
        this.lists = lists;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping("/upload")
    String ask(Model model) {
        model.addAttribute("most", Math.max(1, lists.mostBytes() / MEGA) + " MB");
        return "console/upload";
    }

    /** The file itself is read only here, behind the guard of forms. */
    @PostMapping("/upload")
    String upload(HttpServletRequest call, Model model, RedirectAttributes redirect) throws IOException {
        BulkLists.Answer answer = lists.upload(call);
        if (answer instanceof BulkLists.Refused refused) {
            model.addAttribute("fault", refused.detail() + " " + refused.nextAction());
            return ask(model);
        }
        return led(answer, redirect);
    }

    @GetMapping("/{batchId}/start")
    String askStart(@PathVariable("batchId") String batchId, HttpServletRequest call, Model model) {
        return ask(rehearsed(batchId, call), model);
    }

    @PostMapping("/{batchId}/start")
    String start(
            @PathVariable("batchId") String batchId,
            @RequestParam(name = "rate", defaultValue = "") String written,
            HttpServletRequest call,
            Model model,
            RedirectAttributes redirect)
            throws IOException, AuditUnavailableException {
        KnownBatch dryRun = rehearsed(batchId, call);
        String rate = written.strip();
        if (!rate.isEmpty() && !rate.matches(RATES)) {
            model.addAttribute("fault", "Enter a whole number from 1 to 1000, or nothing.");
            return ask(dryRun, model);
        }
        records.require(call, AuditAction.SUBMITTED, Map.of("dryRun", batchId, "requests", dryRun.size()));
        return led(lists.start(dryRun, rate.isEmpty() ? null : Integer.valueOf(rate)), redirect);
    }

    private String ask(KnownBatch dryRun, Model model) {
        model.addAttribute("batch", BatchView.of(dryRun, ledger.counts(dryRun), dryRun.openedAt(), null, null));
        model.addAttribute("old", dryRun.openedAt().plus(OLD).isBefore(clock.instant()));
        model.addAttribute(
                "startedAs",
                lists.rehearsal(dryRun).map(BulkLists.Rehearsal::startedAs).orElse(null));
        return "console/start";
    }

    private KnownBatch rehearsed(String batchId, HttpServletRequest call) {
        KnownBatch batch = BatchesPage.known(ledger, batchId, call);
        if (lists.rehearsal(batch).isEmpty()) {
            throw new NotShown(
                    HttpStatus.CONFLICT,
                    "This list is no dry run whose file lies here.",
                    "Upload it, and look at what would come of it.");
        }
        if (!batch.complete()) {
            throw new NotShown(
                    HttpStatus.CONFLICT, "The dry run goes on.", "Wait until all of it has ended, then start it.");
        }
        return batch;
    }

    private static String led(BulkLists.Answer answer, RedirectAttributes redirect) {
        if (answer instanceof BulkLists.Taken taken) {
            redirect.addAttribute("id", taken.batchId());
            return "redirect:/console/batches/{id}";
        }
        BulkLists.Refused refused = (BulkLists.Refused) answer;
        throw new NotShown(refused.status(), refused.detail(), refused.nextAction());
    }
}
