package org.barscancel.console;

import org.barscancel.answer.CancellationResult;
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

    @GetMapping("/{cancellationId}")
    CancellationResult one(@PathVariable("cancellationId") String cancellationId) {
        return ExactUuid.parse(cancellationId)
                .flatMap(ledger::result)
                .orElseThrow(() -> new Unanswerable(
                        HttpStatus.NOT_FOUND, "There is no cancellation of this id.", "Check the id."));
    }

    @GetMapping
    CancellationPage search(@RequestParam MultiValueMap<String, String> parameters) {
        SearchParameters search = SearchParameters.read(parameters);
        return ledger.search(search.filter(), search.page(), search.size());
    }
}
