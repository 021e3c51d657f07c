package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.barscancel.access.Caller;
import org.barscancel.ledger.LedgerOverview;
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
 * Asks once more before cancellations run again. After it, the browser is led to a page that may be loaded again; and a form
 * that is sent twice finds nothing left to run.
 */
@Controller
@RequestMapping("/console")
class ReplayPages {
    private final LedgerQueries ledger;
    private final LedgerOverview overview;
    private final Replaying replaying;
    private final Clock clock;

    ReplayPages(LedgerQueries ledger, LedgerOverview overview, Replaying replaying, Clock clock) {
        this.ledger = ledger;
        this.overview = overview;
        this.replaying = replaying;
        this.clock = clock;
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

    @GetMapping("/cancellations/{cancellationId}/discard")
    String askDiscard(@PathVariable("cancellationId") String cancellationId, HttpServletRequest call, Model model) {
        model.addAttribute("one", CancellationView.of(CancellationsPage.seen(ledger, cancellationId, call)));
        return "console/discard";
    }

    /** What is wrong with a note is told on the page of the form, and the note is not repeated. */
    @PostMapping("/cancellations/{cancellationId}/discard")
    String discard(
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

    @GetMapping("/attention/replay")
    String askGroup(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            HttpServletRequest call,
            Model model) {
        model.addAttribute("group", group(problem, leg, call));
        return "console/replay-group";
    }

    @PostMapping("/attention/replay")
    String group(
            @RequestParam("problem") String problem,
            @RequestParam("leg") String leg,
            HttpServletRequest call,
            RedirectAttributes redirect) {
        String requester = Caller.of(call).requester();
        told(replaying.group(new Replaying.Group(problem, leg, requester), call), redirect);
        return "redirect:/console/attention";
    }

    private Overview.Group group(String problem, String leg, HttpServletRequest call) {
        return overview.stopped(Caller.of(call).requester()).stream()
                .filter(one -> one.code().equals(problem) && one.leg().equals(leg))
                .map(one -> Overview.Group.of(one, clock.instant()))
                .findFirst()
                .orElseThrow(() -> new NotShown(
                        HttpStatus.NOT_FOUND,
                        "None of this group is left: somebody may have run it again already.",
                        "Look at what needs attention now."));
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
