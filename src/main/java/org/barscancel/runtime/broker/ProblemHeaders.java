package org.barscancel.runtime.broker;

import java.util.UUID;
import org.apache.camel.Message;
import org.barscancel.problem.Problem;

/** Names a problem on a queue message, so that an operator sees it without opening the body. */
public final class ProblemHeaders {
    private ProblemHeaders() {}

    /**
     * Sets the properties that docs/contract.md names.
     *
     * @param leg where it stopped: {@code provider}, {@code registry}, or {@code answer} for a result that is not delivered
     */
    public static void set(Message message, UUID cancellationId, String leg, Problem problem) {
        message.setHeader("cancellationId", cancellationId.toString());
        message.setHeader("leg", leg);
        message.setHeader("problemCode", problem.code().code());
        message.setHeader("problemMessage", problem.message());
        message.setHeader("nextAction", problem.nextAction());
    }
}
