package org.barscancel.intake;

import java.time.Clock;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads messages from the request queue: HL7 v2 or JSON, by how they start. */
public final class QueueIntake {
    private final JsonRequestReader json;
    private final Hl7Intake hl7;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param json reads JSON, up to its own limit
     * @param hl7 reads HL7 v2
     * @param clock tells when messages are taken
     */
    public QueueIntake(JsonRequestReader json, Hl7Intake hl7, Clock clock) {
        this.json = json;
        this.hl7 = hl7;
        this.clock = clock;
    }

    /**
     * Reads a message.
     *
     * @param body the bytes; UTF-8 if they came as text or are JSON
     * @param decoded whether they came as text
     * @param messageId the broker's id of the message
     * @param requester who sent it, when the message says so; HL7 v2 is its feed's
     * @param replyTo who waits for the answer
     */
    public Arrival read(
            byte[] body, boolean decoded, String messageId, @Nullable String requester, @Nullable ReplyTo replyTo) {
        boolean isHl7 = Hl7Intake.isHl7(body);
        Reading reading = isHl7 ? hl7.message(body, decoded, requester) : json.read(body);
        Reading.Rows rows = reading instanceof Reading.Unreadable unreadable
                ? Originals.unreadable(body, unreadable.problem())
                : (Reading.Rows) reading;
        String asked = isHl7 ? hl7.feed(requester).map(Hl7Feed::name).orElse(requester) : requester;
        return new Arrival("queue", asked, null, messageId, null, replyTo, clock.instant(), rows);
    }
}
