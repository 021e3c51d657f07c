package org.barscancel.runtime.replay;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.answer.CancellationResult;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.http.CallersOfRoutes;
import org.springframework.http.HttpStatus;

/** Turns the call for one replay into a selection, or into the problem why there is nothing to replay. */
public final class ReplayOneCall implements Processor {
    private final LedgerQueries ledger;
    private final ReplayAudit audit;

    ReplayOneCall(LedgerQueries ledger, ReplayAudit audit) {
        this.ledger = ledger;
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) throws AuditUnavailableException {
        Message message = exchange.getMessage();
        Optional<CancellationResult> known = NamedByPath.id(message, "replay").flatMap(ledger::result);
        CallersOfRoutes.note(exchange);
        message.removeHeaders("*");
        Object asked = known.<Object>map(ReplayOneCall::selection).orElseGet(NamedByPath::unknown);
        audit.asked(exchange, asked);
        message.setBody(asked);
    }

    private static Object selection(CancellationResult known) {
        CancellationResult.Trouble problem = known.problem();
        if (problem != null && problem.code().isOfTheInput()) {
            return conflict(
                    "It was refused as it came (" + problem.code().code() + "): there is nothing that could run again.",
                    "Correct it and send it again.");
        }
        if (known.discarded() != null) {
            return conflict(
                    "Somebody has dealt with it and discarded it: its message is gone.",
                    "Send the request again if it is to be carried out after all.");
        }
        if (hasStopped(known)) {
            return ReplaySelection.one(known.cancellationId());
        }
        return conflict(
                known.finishedAt() == null ? "It is still on its way." : "It has ended well.",
                "There is nothing to replay.");
    }

    /** Whether a leg lies rejected or parked. */
    static boolean hasStopped(CancellationResult known) {
        return known.outcome() == ProviderOutcome.REJECTED
                || known.outcome() == ProviderOutcome.PARKED
                || known.registry() == RegistryOutcome.PARKED;
    }

    static ProblemAnswer conflict(String detail, String nextAction) {
        return ProblemAnswer.of(HttpStatus.CONFLICT, detail, nextAction);
    }
}
