package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.cancellation.Event;
import org.barscancel.console.DiscardAnswer;
import org.barscancel.intake.ReplayReader;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.http.CallersOfRoutes;
import org.barscancel.runtime.http.HttpAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Answers a call whose messages are off the error channels. Their events are on the queue of the ledger by now; they are
 * projected here as well, since the caller may look the next moment.
 */
final class DiscardReceipt implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(DiscardReceipt.class);

    private final Ledger ledger;
    private final LedgerQueries queries;
    private final ReplayAudit audit;
    private final ObjectMapper mapper;

    DiscardReceipt(Ledger ledger, LedgerQueries queries, ReplayAudit audit, ObjectMapper mapper) {
        this.ledger = ledger;
        this.queries = queries;
        this.audit = audit;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        ReplayReader.Noted asked = exchange.getVariable("discard", ReplayReader.Noted.class);
        Discards.Taken taken = exchange.getVariable("taken", Discards.Taken.class);
        LOG.info(
                "Discard of {}, asked for by HTTP by {}: {} messages taken off",
                asked.selection(),
                CallersOfRoutes.of(exchange).name(),
                taken.messages());
        audit.discarded(exchange, asked.selection(), taken.messages());
        project(taken.events());
        Message message = exchange.getMessage();
        UUID one = asked.selection().cancellationId();
        if (one != null && taken.messages() == 0 && !isDiscarded(one)) {
            HttpAnswers.problem(
                    message,
                    ReplayOneCall.conflict(
                            "There is nothing of it to discard: somebody replays it at this moment, or its message was"
                                    + " taken away.",
                            "Look at it again; if it stays as it is, look for its message on bars.dead."),
                    mapper);
            return;
        }
        HttpAnswers.json(
                message,
                HttpAnswers.OK,
                mapper.writeValueAsString(new DiscardAnswer(
                        taken.messages(),
                        taken.more(),
                        taken.events().stream()
                                .map(Event.Discarded::cancellationId)
                                .distinct()
                                .toList())));
    }

    /** Somebody was quicker, or presses twice. */
    private boolean isDiscarded(UUID one) {
        return queries.result(one).filter(result -> result.discarded() != null).isPresent();
    }

    private void project(List<Event.Discarded> events) {
        try {
            ledger.project(List.copyOf(events));
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot take what was discarded at present; its events wait");
        }
    }
}
