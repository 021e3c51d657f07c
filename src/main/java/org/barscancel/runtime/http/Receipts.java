package org.barscancel.runtime.http;

import java.util.ArrayList;
import java.util.List;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Event;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.Admission;
import org.barscancel.intake.Arrival;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.intake.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What a caller hears of requests that were just accepted. Their events are on the queue of the ledger by now; they are
 * projected here as well, since the caller may look at any instance the next moment. Projecting twice does no harm.
 */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    /** As many as one transaction of the ledger takes elsewhere. */
    private static final int MOST_EVENTS = 500;

    private final Acceptance acceptance;
    private final Ledger ledger;
    private final LedgerQueries queries;
    private final boolean simulated;

    Receipts(Acceptance acceptance, Ledger ledger, LedgerQueries queries, boolean simulated) {
        this.acceptance = acceptance;
        this.ledger = ledger;
        this.queries = queries;
        this.simulated = simulated;
    }

    /** How the requests stand, in the order of the call; while the ledger is down, how they stood at the door. */
    List<CancellationResult> of(Arrival arrival, List<Admission> admissions) {
        try {
            project(arrival, admissions);
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot take what was accepted at present; its events wait");
            return atTheDoor(admissions);
        }
        return again(arrival, admissions);
    }

    /** How the requests stand now, in the order of the call. */
    List<CancellationResult> again(Arrival arrival, List<Admission> admissions) {
        List<CancellationResult> results = new ArrayList<>();
        String batchId = arrival.batchId();
        try {
            if (batchId != null) {
                queries.forEachResult(batchId, results::add);
            } else {
                admissions.forEach(
                        admission -> queries.result(Receipt.accepted(admission).cancellationId())
                                .ifPresent(results::add));
            }
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot be read at present");
        }
        return results.size() == admissions.size() ? results : atTheDoor(admissions);
    }

    /**
     * Whether all of the requests have ended.
     *
     * @throws DataAccessException when the ledger cannot be read
     */
    boolean ended(Arrival arrival, List<Admission> admissions) {
        String batchId = arrival.batchId();
        if (batchId != null) {
            return queries.known(batchId).filter(batch -> batch.complete()).isPresent();
        }
        return admissions.stream()
                .map(admission -> queries.result(Receipt.accepted(admission).cancellationId()))
                .allMatch(result -> result.filter(Receipt::isFinal).isPresent());
    }

    /** Of a long list its beginning: enough for the list to be found, and no more than a caller has time for. */
    private void project(Arrival arrival, List<Admission> admissions) {
        List<Event> events = new ArrayList<>(acceptance.opened(arrival));
        for (Admission admission : admissions) {
            if (events.size() + admission.events().size() > MOST_EVENTS) {
                break;
            }
            events.addAll(admission.events());
        }
        ledger.project(events);
    }

    private List<CancellationResult> atTheDoor(List<Admission> admissions) {
        return admissions.stream()
                .map(admission -> Receipt.atTheDoor(admission, simulated))
                .toList();
    }
}
