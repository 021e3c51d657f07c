package org.barscancel.runtime.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultExchange;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.console.Callers;
import org.barscancel.console.page.Rehearsing;
import org.barscancel.console.page.Replaying;
import org.barscancel.intake.Rehearsals;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Has dry runs made of what stopped, for the console, by the route {@code rehearse}. */
final class ConsoleRehearsals implements Rehearsing {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRehearsals.class);

    private static final String REHEARSE = "direct:rehearse";

    private final CamelContext camel;
    private final ProducerTemplate routes;
    private final Ledger ledger;
    private final LedgerQueries queries;
    private final Audit audit;

    ConsoleRehearsals(CamelContext camel, Ledger ledger, LedgerQueries queries, Audit audit) {
        this.camel = camel;
        this.routes = camel.createProducerTemplate();
        this.ledger = ledger;
        this.queries = queries;
        this.audit = audit;
    }

    @Override
    public Answer one(UUID cancellationId, UUID press, HttpServletRequest call) throws AuditUnavailableException {
        Rehearsals.Asked asked = new Rehearsals.Asked(press, ReplaySelection.one(cancellationId), null);
        UUID id = asked.idOf(cancellationId);
        if (queries.result(id).isPresent()) {
            return new Tried(id.toString());
        }
        return tried(
                asked,
                id.toString(),
                Map.of("dryRun", true, "cancellationId", id.toString(), "of", cancellationId.toString()),
                call);
    }

    @Override
    public Answer group(Replaying.Group group, UUID press, HttpServletRequest call) throws AuditUnavailableException {
        Leg leg = Leg.REGISTRY.code().equals(group.leg()) ? Leg.REGISTRY : Leg.PROVIDER;
        Rehearsals.Asked asked = new Rehearsals.Asked(
                press,
                new ReplaySelection(null, ProblemCode.of(group.problem()), leg, group.requester(), null, null),
                group.requester());
        String batchId = Objects.requireNonNull(asked.batchId());
        if (queries.known(batchId).isPresent()) {
            return new Tried(batchId);
        }
        Map<String, Object> on = new LinkedHashMap<>(
                Map.of("dryRun", true, "batchId", batchId, "problem", group.problem(), "leg", leg.code()));
        if (group.requester() != null) {
            on.put("requester", group.requester());
        }
        return tried(asked, batchId, on, call);
    }

    private Answer tried(Rehearsals.Asked asked, String id, Map<String, Object> on, HttpServletRequest call)
            throws AuditUnavailableException {
        audit.require(new AuditEntry(Callers.of(call), AuditAction.SUBMITTED, on));
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("rehearsal", asked);
        Exception failure = routes.send(REHEARSE, exchange).getException();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure != null) {
            throw new RuntimeCamelException(failure);
        }
        Rehearsals.Made made = exchange.getVariable("rehearsed", Rehearsals.Made.class);
        if (made.requests().isEmpty()) {
            return new NothingLeft();
        }
        LOG.info(
                "Dry run of {}: {} are tried",
                asked.selection(),
                made.requests().size());
        project(made);
        return new Tried(id);
    }

    /** They are on the queue of the ledger by now; the caller looks the next moment. */
    private void project(Rehearsals.Made made) {
        List<Event> events = new ArrayList<>(made.opening());
        made.requests().forEach(one -> events.add(one.event()));
        try {
            ledger.project(events);
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot take what is tried at present; its events wait");
        }
    }
}
