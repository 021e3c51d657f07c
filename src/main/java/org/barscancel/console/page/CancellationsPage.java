package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.access.Caller;
import org.barscancel.answer.CancellationResult;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.ExactUuid;
import org.barscancel.ledger.CancellationPage;
import org.barscancel.ledger.LedgerPages;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.ledger.NhsNumberHash;
import org.barscancel.request.NhsNumber;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds cancellations, and shows one of them. */
@Controller
@RequestMapping("/console")
class CancellationsPage {
    private static final int SIZE = 25;
    private static final int MOST_OF_PATIENT = 100;

    private final LedgerQueries ledger;
    private final LedgerPages pages;
    private final NhsNumberHash hash;
    private final Records records;
    private final Clock clock;

    CancellationsPage(LedgerQueries ledger, LedgerPages pages, NhsNumberHash hash, Records records, Clock clock) {
        this.ledger = ledger;
        this.pages = pages;
        this.hash = hash;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping("/cancellations")
    String search(@RequestParam Map<String, String> given, HttpServletRequest call, Model model)
            throws AuditUnavailableException {
        SearchForm form = SearchForm.read(given);
        List<SearchForm.Fault> faults = form.faults();
        model.addAttribute("search", form);
        model.addAttribute("faults", faults);
        model.addAttribute("outcomes", Choice.outcomes());
        model.addAttribute("registries", Choice.registries());
        model.addAttribute("problems", Choice.problems());
        if (faults.isEmpty()) {
            records.searched(call, form.filled());
            CancellationPage found = ledger.search(form.filter(Caller.of(call).requester()), form.page(), SIZE);
            model.addAttribute(
                    "lines", found.items().stream().map(CancellationLine::of).toList());
            model.addAttribute(
                    "pager", Pager.of(form.page(), SIZE, found.total(), "/console/cancellations", form.filled()));
        }
        return "console/cancellations";
    }

    @GetMapping("/patient")
    String askForPatient() {
        return "console/patient";
    }

    /** The number comes in a form and is forgotten with it: neither address nor page repeats it. */
    @PostMapping("/patient")
    String ofPatient(@RequestParam("number") String number, HttpServletRequest call, Model model)
            throws AuditUnavailableException {
        Optional<NhsNumber> patient = NhsNumber.parse(number.replaceAll("[\\s-]", ""));
        model.addAttribute("wrong", patient.isEmpty());
        if (patient.isPresent()) {
            String itsHash = hash.of(patient.get());
            records.searchedPatient(call, itsHash);
            List<CancellationLine> lines =
                    pages.ofPatient(itsHash, Caller.of(call).requester(), MOST_OF_PATIENT).stream()
                            .map(CancellationLine::of)
                            .toList();
            model.addAttribute("lines", lines);
            model.addAttribute("most", lines.size() == MOST_OF_PATIENT);
        }
        return "console/patient";
    }

    @GetMapping("/cancellations/{cancellationId}")
    String one(@PathVariable("cancellationId") String cancellationId, HttpServletRequest call, Model model) {
        CancellationResult result = seen(ledger, cancellationId, call);
        UUID id = result.cancellationId();
        records.read(call, "cancellationId", id.toString());
        model.addAttribute("one", CancellationView.of(result));
        model.addAttribute("timeline", TimelineEntry.of(pages.events(id), pages.waiting(id), clock));
        return "console/cancellation";
    }

    /**
     * The cancellation of that id.
     *
     * @throws NotShown when there is none, or when it is none of the caller's
     */
    static CancellationResult seen(LedgerQueries ledger, String cancellationId, HttpServletRequest call) {
        return ExactUuid.parse(cancellationId)
                .flatMap(ledger::result)
                .filter(result -> Caller.of(call).sees(result.source().requester()))
                .orElseThrow(() -> NotShown.unknown("cancellation"));
    }
}
