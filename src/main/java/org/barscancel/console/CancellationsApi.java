package org.barscancel.console;

import jakarta.servlet.http.HttpServletRequest;
import org.barscancel.access.Caller;
import org.barscancel.answer.CancellationResult;
import org.barscancel.audit.AuditAction;
import org.barscancel.ledger.CancellationPage;
import org.barscancel.ledger.LedgerQueries;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads cancellations; they are taken by the route {@code intake-http}. */
@RestController
@RequestMapping(path = "/cancellations", produces = MediaType.APPLICATION_JSON_VALUE)
class CancellationsApi {
    private final LedgerQueries ledger;

    CancellationsApi(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    @Audited(AuditAction.READ)
    @GetMapping("/{cancellationId}")
    CancellationResult one(@PathVariable("cancellationId") String cancellationId, HttpServletRequest call) {
        return ExactUuid.parse(cancellationId)
                .flatMap(ledger::result)
                .filter(result -> Caller.of(call).sees(result.source().requester()))
                .orElseThrow(() -> new Unanswerable(
                        HttpStatus.NOT_FOUND, "There is no cancellation of this id.", "Check the id."));
    }

    @Audited(AuditAction.SEARCHED)
    @GetMapping
    CancellationPage search(@RequestParam MultiValueMap<String, String> parameters, HttpServletRequest call) {
        SearchParameters search = SearchParameters.read(parameters);
        String requester = Caller.of(call).requester();
        if (requester == null) {
            return ledger.search(search.filter(), search.page(), search.size());
        }
        String asked = search.filter().requester();
        if (asked != null && !asked.equals(requester)) {
            throw new Unanswerable(
                    HttpStatus.FORBIDDEN,
                    "The credential sees the requests of its own requester only.",
                    "Leave the parameter requester out.");
        }
        return ledger.search(search.filter().ofRequester(requester), search.page(), search.size());
    }
}
