package org.barscancel.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.barscancel.json.Sample;
import org.barscancel.request.Reading;

/** What this room does for each message, to be measured. */
public final class Hl7Work {
    private static final byte[] MESSAGE = Sample.bytes("/hl7/id-in-sch-1/given.hl7");
    private static final byte[] BATCH = Sample.bytes("/hl7/a-batch-of-good-and-bad/given.hl7");
    private static final String REPLY =
            new String(Sample.bytes("/fuzz/mllp-reply/accepted.hl7"), StandardCharsets.ISO_8859_1);
    private static final Hl7Feed FEED = Given.usual();
    private static final Hl7Acknowledgement ANSWERS =
            new Hl7Acknowledgement(Clock.fixed(Given.NOW, ZoneOffset.UTC), () -> "C7");
    private static final Hl7Header HEADER = readMessage().header();

    private Hl7Work() {}

    /** Reads a message that cancels a booking. */
    public static Hl7Message readMessage() {
        Hl7Message message =
                ((Hl7Reading.Messages) Given.read(MESSAGE, FEED)).messages().get(0);
        if (message.row() instanceof Reading.Valid) {
            return message;
        }
        throw new IllegalStateException("It is no request any more");
    }

    /** Reads a batch of nine messages, most of which are refused. */
    public static List<Hl7Message> readBatch() {
        return ((Hl7Reading.Messages) Given.read(BATCH, FEED)).messages();
    }

    /** Acknowledges a message. */
    public static byte[] acknowledge() {
        return ANSWERS.accepted(HEADER).orElseThrow();
    }

    /** Reads the acknowledgement of a message of ours. */
    public static Hl7Reply readReply() {
        Hl7Reply reply = Hl7Reply.of(REPLY, "M-17");
        if (reply == Hl7Reply.ACCEPTED) {
            return reply;
        }
        throw new IllegalStateException("It is no acceptance any more");
    }
}
