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
 * Asks once more before cancellations run again. After it, the browser is led to a page that may be loaded again; and a form
 * that is sent twice finds nothing left to run.
 */
@Controller
@RequestMapping("/console")
class ReplayPages {
    private final LedgerQueries ledger;
    private final StoppedGroups groups;
    private final Replaying replaying;

    ReplayPages(LedgerQueries ledger, StoppedGroups groups, Replaying replaying) {
        this.ledger = ledger;
        this.groups = groups;
        this.replaying = replaying;
    }

    @GetMapping("/cancellations/{cancellationId}/replay")
    String askOne(@PathVariable("cancellationId") String cancellationId, HttpServletRequest call, Model model) {
        CancellationView one = CancellationView.of(CancellationsPage.seen(ledger, cancellationId, call));
        model.addAttribute("one", one);
        return "console/replay-one";
    }

    @PostMapping("/cancellations/{cancellationId}/replay")
    String one(
            @PathVariable("cancellationId") String cancellationId,
            HttpServletRequest call,
            RedirectAttributes redirect) {
        String id = CancellationsPage.seen(ledger, cancellationId, call)
                .cancellationId()
                .toString();
        told(replaying.one(id, call), redirect);
        redirect.addAttribute("id", id);
        return "redirect:/console/cancellations/{id}";
    }

    @GetMapping("/attention/replay")
    String askGroup(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            HttpServletRequest call,
            Model model) {
        model.addAttribute("group", groups.find(problem, leg, call));
        return "console/replay-group";
    }

    @PostMapping("/attention/replay")
    String group(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            HttpServletRequest call,
            RedirectAttributes redirect) {
        told(replaying.group(StoppedGroups.asked(problem, leg, call), call), redirect);
        return "redirect:/console/attention";
    }

    static void told(Replaying.Answer answer, RedirectAttributes redirect) {
        if (answer instanceof Replaying.Again again) {
            redirect.addAttribute("again", again.count());
            if (again.more()) {
                redirect.addAttribute("more", true);
            }
        } else if (answer instanceof Replaying.Refused) {
            redirect.addAttribute("again", 0);
        }
    }
}
