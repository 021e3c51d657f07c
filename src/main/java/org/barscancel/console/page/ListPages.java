package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.Callers;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pauses a list, lets it go on, aborts it, or has its failures run again, after asking once more. */
@Controller
@RequestMapping("/console/batches/{batchId}/{what:pause|resume|abort|resubmit}")
class ListPages {
    private final LedgerQueries ledger;
    private final Steered steered;
    private final Replaying replaying;
    private final Records records;

    ListPages(LedgerQueries ledger, Steered steered, Replaying replaying, Records records) {
        this.ledger = ledger;
        this.steered = steered;
        this.replaying = replaying;
        this.records = records;
    }

    /** What may be done to a list. */
    private enum What {
        PAUSE,
        RESUME,
        ABORT,
        RESUBMIT
    }

    @GetMapping
    String ask(
            @PathVariable("batchId") String batchId,
            @PathVariable("what") String what,
            HttpServletRequest call,
            Model model) {
        KnownBatch batch = BatchesPage.known(ledger, batchId, call);
        model.addAttribute(
                "batch",
                BatchView.of(
                        batch, ledger.counts(batch), batch.openedAt(), null, steered.held(HoldKind.BATCH, batchId)));
        model.addAttribute("what", what);
        return "console/list-act";
    }

    @PostMapping
    String act(
            @PathVariable("batchId") String batchId,
            @PathVariable("what") String what,
            HttpServletRequest call,
            RedirectAttributes redirect)
            throws AuditUnavailableException {
        KnownBatch batch = BatchesPage.known(ledger, batchId, call);
        switch (What.valueOf(what.toUpperCase(Locale.ROOT))) {
            case PAUSE -> hold(batch, Hold.State.PAUSED, call);
            case RESUME -> resume(batchId, call);
            case ABORT -> hold(batch, Hold.State.ABORTED, call);
            case RESUBMIT -> ReplayPages.told(replaying.ofList(batchId, call), redirect);
        }
        redirect.addAttribute("id", batchId);
        return "redirect:/console/batches/{id}";
    }

    private void hold(KnownBatch batch, Hold.State state, HttpServletRequest call) throws AuditUnavailableException {
        if (isAborted(batch.batchId())) {
            if (state == Hold.State.ABORTED) {
                return;
            }
            throw aborted();
        }
        if (batch.complete()) {
            throw new NotShown(HttpStatus.CONFLICT, "Every request of this list has ended.", "Look at its result.");
        }
        AuditAction action = state == Hold.State.ABORTED ? AuditAction.ABORTED : AuditAction.PAUSED;
        records.require(call, action, Map.of("batchId", batch.batchId()));
        steered.hold(HoldKind.BATCH, batch.batchId(), state, Callers.of(call).who());
    }

    private void resume(String batchId, HttpServletRequest call) throws AuditUnavailableException {
        if (isAborted(batchId)) {
            throw aborted();
        }
        records.require(call, AuditAction.RESUMED, Map.of("batchId", batchId));
        steered.release(HoldKind.BATCH, batchId);
    }

    private boolean isAborted(String batchId) {
        Hold hold = steered.held(HoldKind.BATCH, batchId);
        return hold != null && hold.state() == Hold.State.ABORTED;
    }

    private static NotShown aborted() {
        return new NotShown(
                HttpStatus.CONFLICT,
                "The list was aborted, which is for good.",
                "Resubmit its failures if they are to be carried out after all.");
    }
}
