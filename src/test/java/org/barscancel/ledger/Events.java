package org.barscancel.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Change;
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
                replyTo,
                null,
                null,
                false);
    }

    static Event.Accepted dryRun(Event.Accepted meant) {
        return new Event.Accepted(
                meant.eventId(),
                meant.at(),
                meant.cancellationId(),
                meant.generation(),
                meant.correlationId(),
                meant.requestId(),
                meant.appointmentId(),
                meant.requestedStatus(),
                meant.reason(),
                meant.nhsNumberHash(),
                meant.receivedAt(),
                meant.source(),
                meant.batchId(),
                meant.replyTo(),
                meant.origin(),
                meant.targetService(),
                true);
    }

    static Event.ProviderEnded changing(Event.ProviderEnded end, Change... changes) {
        return new Event.ProviderEnded(
                end.eventId(),
                end.at(),
                end.cancellationId(),
                end.generation(),
                end.outcome(),
                end.attempts(),
                end.problem(),
                List.of(changes));
    }

    /** An acceptance of a request that names no appointment. */
    static Event.Accepted sought(String name, int generation, int second) {
        Event.Accepted named = accepted(name, generation, second);
        return new Event.Accepted(
                id("sought", named.eventId()),
                named.at(),
                named.cancellationId(),
                named.generation(),
                named.correlationId(),
                named.requestId(),
                null,
                named.requestedStatus(),
                named.reason(),
                named.nhsNumberHash(),
                named.receivedAt(),
                named.source(),
                named.batchId(),
                named.replyTo(),
                null,
                null,
                false);
    }

    static Event.Found lookedUp(String name, int generation, String appointmentId, int second) {
        return new Event.Found(
                id("found", name, generation, appointmentId), at(second), id(name), generation, appointmentId);
    }

    static Event.Accepted row(String batchId, int row, String name, int generation, int second) {
        return accepted(name, generation, second, new Source("file", batchId + ".csv", row, "pas-1"), batchId, null);
    }

    static Event.BatchOpened opened(String batchId, String name, int size) {
        return new Event.BatchOpened(id("opened", batchId), at(0), batchId, "pas-1", name, true, size, "home");
    }

    static Event.Replayed replayed(String name, int generation, Leg leg, int second) {
        return new Event.Replayed(id("replayed", name, generation), at(second), id(name), generation, leg, null);
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

    static Event.Discarded discarded(String name, int generation, Leg leg, int second) {
        return new Event.Discarded(
                id("discarded", name, generation, leg),
                at(second),
                id(name),
                generation,
                leg,
                "sister.mary",
                "Telephoned the clinic.");
    }

    private static Problem problem(boolean parked, int second) {
        return new Problem(
                parked ? ProblemCode.UNAVAILABLE : ProblemCode.NOT_CURRENT, "What happened in second " + second + ".");
    }
}
