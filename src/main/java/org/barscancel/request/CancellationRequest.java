package org.barscancel.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a requester asks for: set one appointment to a target status. Valid by construction of the readers.
 *
 * @param requestId the requester's own id of this message, 1 to 128 printable characters
 * @param correlationId the conversation this message belongs to
 * @param appointmentId a FHIR id: {@code [A-Za-z0-9.-]{1,64}}
 * @param status what the appointment shall become (R3)
 * @param reason why
 * @param nhsNumber whose appointment it is (R8, R16)
 * @param start when the appointment must start, when given
 * @param targetService the service the far sides shall route to, when it is not the configured one
 */
public record CancellationRequest(
        @Nullable String requestId,
        @Nullable UUID correlationId,
        String appointmentId,
        TargetStatus status,
        @Nullable Reason reason,
        @Nullable NhsNumber nhsNumber,
        @Nullable Instant start,
        @Nullable TargetService targetService) {
    /** Names the appointment and nothing of the patient; a reason may be free text (R23). */
    @Override
    public String toString() {
        return "CancellationRequest[" + appointmentId + " " + status.code() + "]";
    }
}
