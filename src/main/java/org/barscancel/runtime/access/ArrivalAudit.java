package org.barscancel.runtime.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.audit.Actor;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.cancellation.Event;
import org.barscancel.intake.Admission;
import org.barscancel.intake.Arrival;
import org.barscancel.runtime.http.CallersOfRoutes;

/**
 * Records each arrival once, by whatever door, with its first row: the rows themselves stand in the ledger, each with its
 * source. It is recorded before the commit, so one that is read again after a crash is recorded again.
 */
public final class ArrivalAudit implements Processor {
    private final Audit audit;

    /** @param audit where arrivals are recorded */
    public ArrivalAudit(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) {
        Arrival arrival = exchange.getVariable("arrival", Arrival.class);
        boolean laterRow = exchange.getProperty(Exchange.SPLIT_INDEX, 0, Integer.class) > 0;
        boolean laterPart =
                arrival.rows().many() && arrival.rows().rows().get(0).number() > 1;
        if (laterRow || laterPart) {
            return;
        }
        Actor caller = CallersOfRoutes.noted(exchange);
        Actor actor = caller == null ? Actor.of(arrival.channel(), null) : caller;
        audit.note(new AuditEntry(
                actor.asking(arrival.requester()),
                AuditAction.SUBMITTED,
                on(arrival, exchange.getVariable("admission", Admission.class))));
    }

    private static Map<String, Object> on(Arrival arrival, Admission first) {
        Map<String, Object> on = new LinkedHashMap<>();
        if (arrival.batchId() != null) {
            on.put("batchId", arrival.batchId());
        }
        // Of a list its first row tells: what makes it a dry run makes all of it one, unless a row says so for itself.
        if (first.events().get(0) instanceof Event.Accepted accepted && accepted.dryRun()) {
            on.put("dryRun", true);
        }
        if (arrival.size() == 1 && first.events().get(0) instanceof Event.Accepted accepted) {
            on.put("cancellationId", accepted.cancellationId().toString());
        }
        on.put("requests", arrival.size());
        on.put("receivedAt", arrival.receivedAt().toString());
        return on;
    }
}
