package org.barscancel.cancellation;

import java.time.Instant;
import java.util.UUID;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;

/** What this room does for each request, to be measured. */
public final class CancellationWork {
    private static final CancellationRequest REQUEST = new CancellationRequest(
            "r1",
            UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
            "aca94bdb-2e38-4399-9ece-2ba083ce65b5",
            TargetStatus.CANCELLED,
            new Reason("urn:reasons", "7", "Illness", "Cannot come"),
            new NhsNumber("9990000018"),
            Instant.parse("2026-12-01T09:30:00Z"),
            null);

    private CancellationWork() {}

    /** Derives the id of a cancellation from the message that asks for it. */
    public static UUID deriveId() {
        return CancellationIds.cancellationId("pas-1", "message-1", REQUEST);
    }
}
