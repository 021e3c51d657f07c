package org.barscancel.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.cancellation.Source;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;

/** Events to tell a ledger; each call with the same arguments gives the same event, as the program's own do. */
final class Events {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private Events() {}

    static UUID id(Object... of) {
        return UUID.nameUUIDFromBytes(java.util.Arrays.deepToString(of).getBytes(StandardCharsets.UTF_8));
    }

    static Instant at(int second) {
        return START.plusSeconds(second);
    }

    static Event.Accepted accepted(String name, int generation, int second) {
        return accepted(name, generation, second, new Source("queue", null, null, "pas-1"), null, null);
    }

    static Event.Accepted accepted(
            String name, int generation, int second, Source source, String batchId, ReplyTo replyTo) {
        return new Event.Accepted(
                id("accepted", name, generation, second, source, batchId, replyTo),
                at(second),
                id(name),
                generation,
                id("conversation", name),
                "request-" + name,
                "appointment-" + name,
                TargetStatus.CANCELLED,
                new Reason("urn:reasons", "r1", "Moved away", "The patient has moved away"),
                "ab".repeat(32),
                at(second),
                source,
                batchId,
                replyTo);
    }

    static Event.Accepted row(String batchId, int row, String name, int generation, int second) {
        return accepted(name, generation, second, new Source("file", batchId + ".csv", row, "pas-1"), batchId, null);
    }

    static Event.BatchOpened opened(String batchId, String name, int size) {
        return new Event.BatchOpened(id("opened", batchId), at(0), batchId, "pas-1", name, true, size);
    }

    static Event.ProviderEnded provider(String name, int generation, ProviderOutcome outcome, int second) {
        return new Event.ProviderEnded(
                id("provider", name, generation, outcome, second),
                at(second),
                id(name),
                generation,
                outcome,
                1 + generation,
                outcome.succeeded() ? null : problem(outcome == ProviderOutcome.PARKED, second));
    }

    static Event.RegistryEnded registry(String name, int generation, RegistryOutcome outcome, int second) {
        return new Event.RegistryEnded(
                id("registry", name, generation, outcome, second),
                at(second),
                id(name),
                generation,
                outcome,
                1 + generation,
                outcome == RegistryOutcome.REMOVED ? 2 : 0,
                outcome == RegistryOutcome.PARKED ? problem(true, second) : null);
    }

    static Event.Waiting waiting(String name, int generation, Leg leg, int attempts, int second) {
        return new Event.Waiting(
                id("waiting", name, generation, leg, attempts),
                at(second),
                id(name),
                generation,
                leg,
                attempts,
                at(second + 60),
                "The " + leg.code() + " does not answer");
    }

    private static Problem problem(boolean parked, int second) {
        return new Problem(
                parked ? ProblemCode.UNAVAILABLE : ProblemCode.NOT_CURRENT, "What happened in second " + second + ".");
    }
}
