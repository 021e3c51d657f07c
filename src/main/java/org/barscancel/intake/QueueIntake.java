package org.barscancel.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads messages from the request queue. */
public final class QueueIntake {
    private static final String HL7 = "MSH";

    private final JsonRequestReader reader;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param reader reads JSON, up to its own limit
     * @param clock tells when messages are taken
     */
    public QueueIntake(JsonRequestReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Reads a message.
     *
     * @param body the bytes, UTF-8
     * @param messageId the broker's id of the message
     * @param requester who sent it, when the message says so
     * @param replyTo who waits for the answer
     */
    public Arrival read(byte[] body, String messageId, @Nullable String requester, @Nullable ReplyTo replyTo) {
        return new Arrival("queue", requester, null, messageId, null, replyTo, clock.instant(), rows(body));
    }

    private Reading.Rows rows(byte[] body) {
        if (startsLikeHl7(body)) {
            return Originals.unreadable(
                    body,
                    new Problem(
                            ProblemCode.UNSUPPORTED_FORMAT,
                            "This version does not read HL7 v2 messages.",
                            "Send the request as JSON."));
        }
        Reading reading = reader.read(body);
        return reading instanceof Reading.Unreadable unreadable
                ? Originals.unreadable(body, unreadable.problem())
                : (Reading.Rows) reading;
    }

    private static boolean startsLikeHl7(byte[] body) {
        return new String(body, 0, Math.min(body.length, HL7.length()), StandardCharsets.ISO_8859_1).equals(HL7);
    }
}
