package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import org.barscancel.ledger.LedgerQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Puts away with a note what a person has dealt with: one, or a group. What is wrong with a note is told on the page of the form,
 * and the note is not repeated. A form that is sent twice finds nothing left.
 */
@Controller
@RequestMapping("/console")
class DiscardPages {
    private final LedgerQueries ledger;
    private final StoppedGroups groups;
    private final Replaying replaying;

    DiscardPages(LedgerQueries ledger, StoppedGroups groups, Replaying replaying) {
        this.ledger = ledger;
        this.groups = groups;
        this.replaying = replaying;
    }

    @GetMapping("/cancellations/{cancellationId}/discard")
    String askOne(@PathVariable("cancellationId") String cancellationId, HttpServletRequest call, Model model) {
        model.addAttribute("one", CancellationView.of(CancellationsPage.seen(ledger, cancellationId, call)));
        return "console/discard";
    }

    @PostMapping("/cancellations/{cancellationId}/discard")
    String one(
            @PathVariable("cancellationId") String cancellationId,
            @RequestParam("note") String note,
            HttpServletRequest call,
            Model model,
            RedirectAttributes redirect) {
        CancellationView one = CancellationView.of(CancellationsPage.seen(ledger, cancellationId, call));
        String id = one.line().id();
        if (replaying.discard(id, note, call) instanceof Replaying.Refused refused) {
            model.addAttribute("one", one);
            model.addAttribute("fault", refused.detail());
            return "console/discard";
        }
        redirect.addAttribute("id", id);
        return "redirect:/console/cancellations/{id}";
    }

    @GetMapping("/attention/discard")
    String askGroup(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            HttpServletRequest call,
            Model model) {
        model.addAttribute("group", groups.find(problem, leg, call));
        return "console/discard-group";
    }

    @PostMapping("/attention/discard")
    String group(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            @RequestParam("note") String note,
            HttpServletRequest call,
            Model model,
            RedirectAttributes redirect) {
        Replaying.Answer answer = replaying.discardGroup(StoppedGroups.asked(problem, leg, call), note, call);
        if (answer instanceof Replaying.Refused refused) {
            model.addAttribute("fault", refused.detail());
            return askGroup(problem, leg, call, model);
        }
        Replaying.Again discarded = (Replaying.Again) answer;
        redirect.addAttribute("discarded", discarded.count());
        if (discarded.more()) {
            redirect.addAttribute("more", true);
        }
        return "redirect:/console/attention";
    }
}
