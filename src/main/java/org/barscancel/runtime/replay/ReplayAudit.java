package org.barscancel.runtime.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.intake.ReplayReader;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.runtime.http.CallersOfRoutes;
import org.jspecify.annotations.Nullable;

/** Records who asked for which replays and discards, before anything is done, and what was done then. */
final class ReplayAudit {
    private final Audit audit;

    ReplayAudit(Audit audit) {
        this.audit = audit;
    }

    /** @param asked what is to be done when it is a selection; else nothing is, and nothing is recorded */
    void asked(Exchange exchange, Object asked) throws AuditUnavailableException {
        if (asked instanceof ReplaySelection selection) {
            audit.require(new AuditEntry(CallersOfRoutes.of(exchange), AuditAction.REPLAY_ASKED, on(selection)));
        } else if (asked instanceof ReplayReader.Noted noted) {
            // The note stays in the ledger alone: whatever a person writes may be about a patient.
            audit.require(
                    new AuditEntry(CallersOfRoutes.of(exchange), AuditAction.DISCARD_ASKED, on(noted.selection())));
        }
    }

    void discarded(Exchange exchange, ReplaySelection selection, int messages) {
        Map<String, Object> on = on(selection);
        on.put("discarded", messages);
        audit.note(new AuditEntry(CallersOfRoutes.of(exchange), AuditAction.DISCARDED, on));
    }

    void done(Exchange exchange, ReplaySelection selection, ErrorChannels.Taken taken) {
        Map<String, Object> on = on(selection);
        on.put("replayed", taken.again().size());
        audit.note(new AuditEntry(CallersOfRoutes.of(exchange), AuditAction.REPLAYED, on));
    }

    private static Map<String, Object> on(ReplaySelection selection) {
        Map<String, Object> on = new LinkedHashMap<>();
        put(on, "cancellationId", selection.cancellationId());
        put(
                on,
                "problem",
                selection.problem() == null ? null : selection.problem().code());
        put(on, "leg", selection.leg() == null ? null : selection.leg().code());
        put(on, "requester", selection.requester());
        put(on, "from", selection.from());
        put(on, "to", selection.to());
        put(on, "ofList", selection.among().isEmpty() ? null : selection.among().size());
        return on;
    }

    private static void put(Map<String, Object> on, String name, @Nullable Object value) {
        if (value != null) {
            on.put(name, value.toString());
        }
    }
}
