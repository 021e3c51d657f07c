package org.barscancel.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a requester asks for: set one appointment to a target status. Valid by construction of the readers.
 *
 * @param requestId the requester's own id of this message, 1 to 128 printable characters
 * @param correlationId the conversation this message belongs to
 * @param appointmentId a FHIR id: {@code [A-Za-z0-9.-]{1,64}}; null when the appointment must be looked up
 * @param status what the appointment shall become (R3)
 * @param reason why
 * @param nhsNumber whose appointment it is (R8, R16)
 * @param start when the appointment must start, when given
 * @param targetService the service the far sides shall route to, when it is not the configured one
 * @param bookingNumber the requester's own number of the booking, in the id's place
 * @param dryRun whether it is only to be told what would be written: then nothing is
 */
public record CancellationRequest(
        @Nullable String requestId,
        @Nullable UUID correlationId,
        @Nullable String appointmentId,
        TargetStatus status,
        @Nullable Reason reason,
        @Nullable NhsNumber nhsNumber,
        @Nullable Instant start,
        @Nullable TargetService targetService,
        @Nullable BookingNumber bookingNumber,
        boolean dryRun) {
    /** @throws IllegalArgumentException when nothing says which appointment is meant */
    public CancellationRequest {
        if (appointmentId == null && bookingNumber == null && (nhsNumber == null || start == null)) {
            throw new IllegalArgumentException("A request must say which appointment it means");
        }
    }

    /** A request that names its appointment by the id, and is to be carried out. */
    public CancellationRequest(
            @Nullable String requestId,
            @Nullable UUID correlationId,
            String appointmentId,
            TargetStatus status,
            @Nullable Reason reason,
            @Nullable NhsNumber nhsNumber,
            @Nullable Instant start,
            @Nullable TargetService targetService) {
        this(requestId, correlationId, appointmentId, status, reason, nhsNumber, start, targetService, null, false);
    }

    /** The same under an id of the requester's. */
    public CancellationRequest identified(@Nullable String newRequestId) {
        return with(newRequestId, dryRun);
    }

    /** The same as a dry run. There is no way back: what is one stays one. */
    public CancellationRequest asDryRun() {
        return with(requestId, true);
    }

    private CancellationRequest with(@Nullable String newRequestId, boolean newDryRun) {
        return new CancellationRequest(
                newRequestId,
                correlationId,
                appointmentId,
                status,
                reason,
                nhsNumber,
                start,
                targetService,
                bookingNumber,
                newDryRun);
    }

    /** Which appointment is meant. */
    public Subject subject() {
        if (appointmentId != null) {
            return new Subject.Named(appointmentId);
        }
        if (bookingNumber != null) {
            return new Subject.Numbered(bookingNumber, nhsNumber, start);
        }
        if (nhsNumber == null || start == null) {
            throw new IllegalStateException("A request must say which appointment it means");
        }
        return new Subject.PatientAndStart(nhsNumber, start);
    }

    /** Names the appointment and nothing of the patient; a reason may be free text (R23). */
    @Override
    public String toString() {
        return "CancellationRequest[" + (appointmentId == null ? "an appointment to look up" : appointmentId) + " "
                + status.code() + (dryRun ? ", dry run]" : "]");
    }
}
