package org.barscancel.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.answer.BatchCounts;
import org.barscancel.audit.Actor;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.cancellation.Event;
import org.barscancel.console.BatchAnswer;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.HttpArrival;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.request.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Answers a call whose body lies among the claimed files: its rows are accepted from there, and the list can be looked at
 * from now on. 200 when all of it has ended, which the caller may wait for, else 202.
 */
public final class HttpFiled implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFiled.class);

    private final Ledger ledger;
    private final LedgerQueries queries;
    private final EndWatch watch;
    private final Audit audit;
    private final ObjectMapper mapper;

    HttpFiled(Ledger ledger, LedgerQueries queries, EndWatch watch, Audit audit, ObjectMapper mapper) {
        this.audit = audit;
        this.ledger = ledger;
        this.queries = queries;
        this.watch = watch;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        HttpArrival.Filed filed = exchange.getVariable("httpArrival", HttpArrival.Filed.class);
        Message message = exchange.getMessage();
        Reading.Unreadable unreadable = filed.unreadable();
        taken(filed, CallersOfRoutes.of(exchange));
        if (unreadable != null) {
            HttpAnswers.problem(
                    message, ProblemAnswer.of(unreadable.problem()).at(unreadable.line(), unreadable.column()), mapper);
            return;
        }
        Event.BatchOpened opened = Objects.requireNonNull(filed.opened());
        Preference preference = exchange.getVariable("preference", Preference.class);
        boolean waited = watch.await(
                () -> queries.known(opened.batchId())
                        .filter(batch -> batch.complete())
                        .isPresent(),
                preference.patience());
        BatchAnswer answer = answer(opened);
        HttpAnswers.json(
                message, answer.complete() ? HttpAnswers.OK : HttpAnswers.ACCEPTED, mapper.writeValueAsString(answer));
        message.setHeader("Location", "/batches/" + opened.batchId());
        if (waited) {
            message.setHeader("Preference-Applied", preference.applied());
        }
    }

    /** Records who sent what is on disk from now on, and has the ledger know of it. */
    public void taken(HttpArrival.Filed filed, Actor caller) {
        audit.note(new AuditEntry(caller, AuditAction.SUBMITTED, on(filed)));
        Event.BatchOpened opened = filed.opened();
        if (opened != null) {
            project(opened);
        }
    }

    private static Map<String, Object> on(HttpArrival.Filed filed) {
        Event.BatchOpened opened = filed.opened();
        if (opened != null) {
            return Map.of("batchId", opened.batchId(), "requests", opened.size());
        }
        Reading.Unreadable unreadable = Objects.requireNonNull(filed.unreadable());
        return Map.of("problem", unreadable.problem().code().code());
    }

    /** Has the ledger know of a list. */
    public void project(Event.BatchOpened opened) {
        try {
            ledger.project(List.of(opened));
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot take what was accepted at present; it hears of it with the rows");
        }
    }

    private BatchAnswer answer(Event.BatchOpened opened) {
        Optional<BatchAnswer> known = Optional.empty();
        try {
            known = queries.known(opened.batchId()).map(batch -> BatchAnswer.of(batch, queries.counts(batch)));
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot be read at present");
        }
        return known.orElseGet(() -> new BatchAnswer(
                opened.batchId(),
                null,
                null,
                opened.size(),
                false,
                new BatchCounts(opened.size(), 0, 0, 0, 0),
                opened.at(),
                null,
                null,
                null));
    }
}
