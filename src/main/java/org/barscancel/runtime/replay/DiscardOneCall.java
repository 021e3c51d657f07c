package org.barscancel.runtime.replay;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.answer.CancellationResult;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.intake.ReplayReader;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.http.CallersOfRoutes;

/** Turns the call to discard one cancellation into a selection with a note, or into the problem why there is nothing to discard. */
public final class DiscardOneCall implements Processor {
    private final LedgerQueries ledger;
    private final ReplayAudit audit;

    DiscardOneCall(LedgerQueries ledger, ReplayAudit audit) {
        this.ledger = ledger;
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) throws AuditUnavailableException {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        boolean json = ReplayGroupCall.isJson(message.getHeader(Exchange.CONTENT_TYPE, "", String.class));
        Optional<CancellationResult> known = NamedByPath.id(message, "discard").flatMap(ledger::result);
        CallersOfRoutes.note(exchange);
        message.removeHeaders("*");
        Object asked = json
                ? known.map(result -> asked(result, body == null ? ReplayGroupCall.NOTHING : body))
                        .orElseGet(NamedByPath::unknown)
                : ReplayGroupCall.unsupported();
        audit.asked(exchange, asked);
        message.setBody(asked);
    }

    private static Object asked(CancellationResult known, byte[] body) {
        ReplayReader.ReplayReading reading = ReplayReader.readNote(body);
        if (!(reading instanceof ReplayReader.Noted noted)) {
            return ReplayGroupCall.asked(reading);
        }
        if (!ReplayOneCall.hasStopped(known)) {
            return ReplayOneCall.conflict(
                    known.finishedAt() == null ? "It is still on its way." : "It has ended well.",
                    "There is nothing to discard.");
        }
        return new ReplayReader.Noted(ReplaySelection.one(known.cancellationId()), noted.note());
    }
}
