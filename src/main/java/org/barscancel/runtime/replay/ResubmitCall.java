package org.barscancel.runtime.replay;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.http.CallersOfRoutes;
import org.springframework.http.HttpStatus;

/** Turns the call to have the failures of a list run again into a selection, or into the problem why there is none. */
public final class ResubmitCall implements Processor {
    private static final Pattern PATH = Pattern.compile("/batches/([^/]{1,255})/resubmit");

    private final LedgerQueries ledger;
    private final Audit audit;

    ResubmitCall(LedgerQueries ledger, Audit audit) {
        this.ledger = ledger;
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) throws AuditUnavailableException {
        Message message = exchange.getMessage();
        Matcher path = PATH.matcher(message.getHeader(Exchange.HTTP_URI, "", String.class));
        CallersOfRoutes.note(exchange);
        message.removeHeaders("*");
        Optional<String> batchId = path.matches() ? Optional.of(path.group(1)) : Optional.empty();
        if (batchId.flatMap(ledger::known).isEmpty()) {
            message.setBody(
                    ProblemAnswer.of(HttpStatus.NOT_FOUND, "There is no list of this id.", "Look at /batches."));
            return;
        }
        Set<UUID> failures = ledger.failures(batchId.orElseThrow(), ErrorChannels.MOST);
        if (failures.isEmpty()) {
            message.setBody(ReplayOneCall.conflict(
                    "Nothing of this list lies rejected or parked that could run again.",
                    "Look at its result; what was refused as it came must be corrected and sent again."));
            return;
        }
        audit.require(new AuditEntry(
                CallersOfRoutes.of(exchange),
                AuditAction.REPLAY_ASKED,
                Map.of("batchId", batchId.orElseThrow(), "ofList", failures.size())));
        message.setBody(ReplaySelection.among(failures));
    }
}
