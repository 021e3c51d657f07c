package org.barscancel.answer;

import java.time.Instant;
import java.util.UUID;
import org.barscancel.answer.CancellationResult.Attempts;
import org.barscancel.answer.CancellationResult.Origin;
import org.barscancel.answer.CancellationResult.Trouble;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.TargetStatus;

/** Results to write. */
final class Results {
    private static final UUID ID = UUID.fromString("5d1c6a1e-0c7c-3f0a-9d7e-3a4b5c6d7e8f");
    private static final UUID CORRELATION = UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689");
    private static final Instant RECEIVED = Instant.parse("2026-03-02T09:00:00Z");

    private Results() {}

    static CancellationResult done(int row) {
        return new CancellationResult(
                ID,
                CORRELATION,
                "4f0c",
                "aca94bdb-2e38-4399-9ece-2ba083ce65b5",
                TargetStatus.CANCELLED,
                ProviderOutcome.DONE,
                RegistryOutcome.REMOVED,
                1,
                null,
                null,
                null,
                RECEIVED,
                RECEIVED.plusMillis(1500),
                new Attempts(1, 2),
                new Origin("file", "clinic-7.csv", row, "pas-1"),
                null,
                null);
    }

    static CancellationResult rejectedUnread() {
        return new CancellationResult(
                ID,
                CORRELATION,
                null,
                null,
                null,
                ProviderOutcome.REJECTED,
                RegistryOutcome.SKIPPED,
                null,
                null,
                new Trouble(
                        ProblemCode.INVALID_FIELD,
                        Leg.PROVIDER,
                        "The field appointmentId is missing.",
                        "Correct the named field and send the request again."),
                null,
                RECEIVED,
                RECEIVED,
                new Attempts(0, 0),
                new Origin("queue", null, null, null),
                null,
                true);
    }

    static CancellationResult pending() {
        return new CancellationResult(
                ID,
                CORRELATION,
                null,
                "aca94bdb-2e38-4399-9ece-2ba083ce65b5",
                TargetStatus.ENTERED_IN_ERROR,
                ProviderOutcome.ALREADY_DONE,
                RegistryOutcome.PENDING,
                null,
                null,
                null,
                null,
                RECEIVED,
                null,
                new Attempts(1, 0),
                new Origin("file", "clinic-7.json", null, null),
                null,
                null);
    }
}
