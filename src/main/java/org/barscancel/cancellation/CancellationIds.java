package org.barscancel.cancellation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/**
 * Derives the ids of a cancellation. The same message from the same requester again is the same cancellation; the same
 * message id with other content is another one, since requesters restart their counters.
 */
public final class CancellationIds {
    private CancellationIds() {}

    /**
     * The id of the cancellation that a request starts.
     *
     * @param requester who asked, as the channel knows it
     * @param messageId the requester's own id of the message; where there is none, an id of the arrival
     * @param request what is asked; all of it counts as content but the request id; a dry run never has
     *     the id of the request that it rehearses
     */
    public static UUID cancellationId(@Nullable String requester, String messageId, CancellationRequest request) {
        Reason reason = request.reason();
        TargetService service = request.targetService();
        BookingNumber number = request.bookingNumber();
        List<@Nullable String> content = new ArrayList<>(Arrays.asList(
                requester,
                messageId,
                text(request.correlationId()),
                request.appointmentId(),
                request.status().code(),
                reason == null ? "no reason" : "reason",
                reason == null ? null : reason.system(),
                reason == null ? null : reason.code(),
                reason == null ? null : reason.display(),
                reason == null ? null : reason.text(),
                request.nhsNumber() == null ? null : request.nhsNumber().value(),
                text(request.start()),
                service == null ? null : service.system(),
                service == null ? null : service.value()));
        if (number != null) {
            // Only then: the ids of all other requests are what they have always been.
            content.addAll(List.of("booking number", number.system(), number.value()));
        }
        if (request.dryRun()) {
            // The request that is meant comes after its dry run, and is no repeat of it.
            content.add("dry run");
        }
        return NameBasedUuid.of("cancellation", content.toArray(String[]::new));
    }

    /**
     * The id of something that came in and is no request, so that its refusal can be looked up all the same.
     *
     * @param requester who sent it, as the channel knows it
     * @param arrivalId names this arrival: the file's claim and row, or the message's id
     * @param input the bytes
     */
    public static UUID ofUnreadable(@Nullable String requester, String arrivalId, byte[] input) {
        return NameBasedUuid.of("unreadable", requester, arrivalId, NameBasedUuid.sha256(input));
    }

    /** The correlation id of a conversation whose requester named none (R18). */
    public static UUID correlationId(UUID cancellationId) {
        return NameBasedUuid.of("correlation", cancellationId.toString());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
