package org.barscancel.hl7;

import ca.uhn.hl7v2.AcknowledgmentCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.barscancel.problem.Problem;
import org.barscancel.request.MessageOrigin;
import org.barscancel.request.TargetStatus;

/**
 * Tells the sender of a message, in a message of our own, how its request ended: SIU^S15 (S17 when it was entered in
 * error) that the booking is cancelled, or an acknowledgement that it will not be (AR) or is not so far (AE). Version,
 * separators and character set are those of its message; sender and receiver are swapped. It names no patient.
 */
public final class Hl7Notification {
    private static final int CONTROL_ID_LENGTH = 20;

    private Hl7Notification() {}

    /**
     * MSH-10 of the message that has an id: the same for each repeat, and of a length that every version has room for.
     *
     * @param deliveryId a UUID's text
     */
    public static String controlId(String deliveryId) {
        return deliveryId.replace("-", "").substring(0, CONTROL_ID_LENGTH);
    }

    /**
     * The booking is cancelled.
     *
     * @param origin the message that asked for it, which was not refused
     * @param status the status it has now
     * @param problem what is left to do, if anything
     * @param at when it ended
     * @param controlId of the new message
     * @return the bytes, without MLLP's frame
     */
    public static byte[] done(
            MessageOrigin origin, TargetStatus status, Optional<Problem> problem, Instant at, String controlId) {
        FieldPath place = FieldPath.parse(Objects.requireNonNull(origin.place()));
        String id = Objects.requireNonNull(origin.id());
        NotificationText text = new NotificationText(Hl7Header.reread(origin.header()));
        text.header(at, controlId, status);
        text.booking(place, id, status);
        problem.ifPresent(text::note);
        text.rest(place, id);
        return text.bytes();
    }

    /**
     * The booking is not cancelled.
     *
     * @param origin the message that asked for it
     * @param problem why it is not
     * @param forGood whether it will not be, however often the message is sent (AR), or may be later (AE)
     * @param at when it ended
     * @param controlId of the new message
     * @return the bytes, without MLLP's frame
     */
    public static byte[] notDone(MessageOrigin origin, Problem problem, boolean forGood, Instant at, String controlId) {
        AcknowledgementText text = new AcknowledgementText(Hl7Header.reread(origin.header()));
        // An application acknowledgement is itself acknowledged by a commit acknowledgement, and by nothing else.
        text.header(at, controlId, "AL", "NE");
        text.acknowledge(forGood ? AcknowledgmentCode.AR : AcknowledgmentCode.AE, Optional.of(problem));
        text.error(problem);
        return text.bytes();
    }
}
