package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.ExactUuid;
import org.barscancel.ledger.LedgerQueries;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tries what stopped as a dry run, after asking once more. The same form sent twice leads to the same dry run. */
@Controller
@RequestMapping("/console")
class RehearsalPages {
    private final LedgerQueries ledger;
    private final StoppedGroups groups;
    private final Rehearsing rehearsing;

    RehearsalPages(LedgerQueries ledger, StoppedGroups groups, Rehearsing rehearsing) {
        this.ledger = ledger;
        this.groups = groups;
        this.rehearsing = rehearsing;
    }

    /** A new one for each form that is shown. */
    @ModelAttribute("press")
    String press() {
        return UUID.randomUUID().toString();
    }

    @GetMapping("/cancellations/{cancellationId}/dry-run")
    String askOne(@PathVariable("cancellationId") String cancellationId, HttpServletRequest call, Model model) {
        model.addAttribute("one", CancellationView.of(CancellationsPage.seen(ledger, cancellationId, call)));
        return "console/dry-run-one";
    }

    @PostMapping("/cancellations/{cancellationId}/dry-run")
    String one(
            @PathVariable("cancellationId") String cancellationId,
            @RequestParam("press") String press,
            HttpServletRequest call,
            RedirectAttributes redirect)
            throws AuditUnavailableException {
        UUID id = CancellationsPage.seen(ledger, cancellationId, call).cancellationId();
        redirect.addAttribute("id", tried(rehearsing.one(id, sent(press), call)));
        return "redirect:/console/cancellations/{id}";
    }

    @GetMapping("/attention/dry-run")
    String askGroup(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            HttpServletRequest call,
            Model model) {
        model.addAttribute("group", groups.find(problem, leg, call));
        return "console/dry-run-group";
    }

    @PostMapping("/attention/dry-run")
    String group(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            @RequestParam("press") String press,
            HttpServletRequest call,
            RedirectAttributes redirect)
            throws AuditUnavailableException {
        Overview.Group group = groups.find(problem, leg, call);
        redirect.addAttribute(
                "id",
                tried(rehearsing.group(StoppedGroups.asked(group.code(), group.legCode(), call), sent(press), call)));
        return "redirect:/console/batches/{id}";
    }

    private static UUID sent(String press) {
        return ExactUuid.parse(press)
                .orElseThrow(() -> new NotShown(
                        HttpStatus.BAD_REQUEST, "The form is not complete.", "Load its page again, and send it then."));
    }

    private static String tried(Rehearsing.Answer answer) {
        if (answer instanceof Rehearsing.Tried tried) {
            return tried.id();
        }
        throw new NotShown(
                HttpStatus.CONFLICT,
                "There is nothing of it to try: it runs again at this moment, a later run has overtaken it, it was discarded, or"
                        + " its provider is no longer set up.",
                "Look at it again.");
    }
}
