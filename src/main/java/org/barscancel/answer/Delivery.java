package org.barscancel.answer;

import java.time.Instant;
import java.util.UUID;
import org.barscancel.cancellation.NameBasedUuid;
import org.jspecify.annotations.Nullable;

/**
 * A result on its way to a receiver: the message on the queue of deliveries.
 *
 * @param receiver who is to have it, as {@code callback.<name>} or {@code hl7.<feed>}
 * @param deliveryId the same each time this result is sent to this receiver, so that it can tell a repeat
 * @param cancellationId whose result it is
 * @param content what is sent: JSON, or HL7 v2 with one character for each byte
 * @param attempts how often it was sent
 * @param firstAttemptAt when it was sent first
 */
public record Delivery(
        String receiver,
        UUID deliveryId,
        UUID cancellationId,
        String content,
        int attempts,
        @Nullable Instant firstAttemptAt) {

    /**
     * The id of a delivery.
     *
     * @param receiver who is to have it
     * @param what all that makes it another message when it changes
     */
    public static UUID id(String receiver, String... what) {
        String[] fields = new String[what.length + 1];
        fields[0] = receiver;
        System.arraycopy(what, 0, fields, 1, what.length);
        return NameBasedUuid.of("delivery", fields);
    }

    /** One that was not sent yet. */
    public static Delivery first(String receiver, UUID deliveryId, UUID cancellationId, String content) {
        return new Delivery(receiver, deliveryId, cancellationId, content, 0, null);
    }

    Delivery attempted(Instant now) {
        return new Delivery(
                receiver,
                deliveryId,
                cancellationId,
                content,
                attempts + 1,
                firstAttemptAt == null ? now : firstAttemptAt);
    }

    /** As it was before its first attempt, so that it can be tried again for as long. */
    Delivery afresh() {
        return first(receiver, deliveryId, cancellationId, content);
    }

    /** Without its content (R23). */
    @Override
    public String toString() {
        return "Delivery[" + deliveryId + " to " + receiver + "]";
    }
}
