package org.barscancel.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.hl7.Hl7Header;
import org.barscancel.hl7.Hl7Message;
import org.barscancel.hl7.Hl7Reader;
import org.barscancel.hl7.Hl7Reading;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;

/** Reads MLLP frames: one message each, since a frame gets one acknowledgement. */
public final class MllpIntake {
    private static final int LONGEST_HEADER = 4096;

    private final Hl7Feeds feeds;
    private final Hl7Reader reader;
    private final int mostBytes;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param feeds how their senders write
     * @param reader reads messages
     * @param mostBytes the largest message that is read
     * @param clock tells when messages are taken
     */
    public MllpIntake(Hl7Feeds feeds, Hl7Reader reader, int mostBytes, Clock clock) {
        this.feeds = feeds;
        this.reader = reader;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /**
     * Reads a frame; what cannot be read is a refused request.
     *
     * @param feedName the feed of the port it came to
     * @param frame what stood between start and end of the frame; of one that is too large, so much that it shows
     * @param arrivalId names this arrival
     */
    public MllpArrival read(String feedName, byte[] frame, String arrivalId) {
        Hl7Feed feed = feeds.named(feedName);
        Instant now = clock.instant();
        if (frame.length > mostBytes) {
            return refused(
                    feed,
                    header(frame, feed, now),
                    frame,
                    arrivalId,
                    new Problem(
                            ProblemCode.TOO_LARGE,
                            "The message has more than " + mostBytes + " bytes, which are the most that are read."));
        }
        Hl7Reading reading = reader.read(frame, feed, now);
        if (reading instanceof Hl7Reading.Unreadable unreadable) {
            return refused(feed, Hl7Header.UNKNOWN, frame, arrivalId, unreadable.problem());
        }
        List<Hl7Message> messages = ((Hl7Reading.Messages) reading).messages();
        Hl7Header header = messages.get(0).header();
        if (((Hl7Reading.Messages) reading).many()) {
            return refused(
                    feed,
                    header,
                    frame,
                    arrivalId,
                    new Problem(
                            ProblemCode.MALFORMED,
                            "The frame holds a batch or several messages.",
                            "Send each message in a frame of its own, or all of them as a file."));
        }
        return arrival(
                feed,
                header,
                arrivalId,
                now,
                new Reading.Rows(false, List.of(heard(messages.get(0).row()))));
    }

    /** The acknowledgement tells its sender of a refusal; a later answer would tell it twice. */
    private static Reading.Row heard(Reading.Row row) {
        return row instanceof Reading.Invalid invalid ? invalid.of(null) : row;
    }

    private MllpArrival refused(Hl7Feed feed, Hl7Header header, byte[] frame, String arrivalId, Problem problem) {
        return arrival(feed, header, arrivalId, clock.instant(), Originals.unreadable(frame, problem));
    }

    private static MllpArrival arrival(
            Hl7Feed feed, Hl7Header header, String arrivalId, Instant now, Reading.Rows rows) {
        return new MllpArrival(
                feed.name(), header, new Arrival("mllp", feed.name(), null, arrivalId, null, null, now, rows));
    }

    /** Of the first line, so that a sender hears which message was too large. */
    private Hl7Header header(byte[] frame, Hl7Feed feed, Instant now) {
        int end = 0;
        while (end < LONGEST_HEADER && end < frame.length && frame[end] != '\r' && frame[end] != '\n') {
            end++;
        }
        return reader.read(Arrays.copyOf(frame, end), feed, now) instanceof Hl7Reading.Messages messages
                ? messages.messages().get(0).header()
                : Hl7Header.UNKNOWN;
    }
}
