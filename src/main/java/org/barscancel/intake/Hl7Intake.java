package org.barscancel.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.hl7.Hl7Header;
import org.barscancel.hl7.Hl7Message;
import org.barscancel.hl7.Hl7Reader;
import org.barscancel.hl7.Hl7Reading;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads HL7 v2 files and queue messages as the feed they are of writes them. */
public final class Hl7Intake {
    private static final List<String> BEGINNINGS = List.of("MSH", "FHS", "BHS");
    private static final int LONGEST_BEGINNING = 64;
    private static final String MARK = "\u00EF\u00BB\u00BF";

    private static final List<Hl7Header> UNKNOWN_HEADER = List.of(Hl7Header.UNKNOWN);

    private final Hl7Feeds feeds;
    private final Hl7Reader reader;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param feeds how senders write
     * @param reader reads messages
     * @param clock tells when they are read
     */
    public Hl7Intake(Hl7Feeds feeds, Hl7Reader reader, Clock clock) {
        this.feeds = feeds;
        this.reader = reader;
        this.clock = clock;
    }

    /** Whether bytes start as HL7 v2 does, which no other format here does. */
    static boolean isHl7(byte[] input) {
        String start =
                new String(input, 0, Math.min(input.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1).strip();
        String text = (start.startsWith(MARK) ? start.substring(MARK.length()) : start).strip();
        return BEGINNINGS.stream().anyMatch(text::startsWith);
    }

    /** Reads a file of a subfolder of the inbox; null = of the inbox itself. */
    Reading file(byte[] content, @Nullable String folder) {
        return feeds.ofFolder(folder)
                .map(feed -> reader.read(content, feed, clock.instant()).reading())
                .orElseGet(() -> new Reading.Unreadable(
                        Hl7Feeds.missing("a file of this folder", "bars.hl7.feeds.<name>.inbox"), null, null));
    }

    /**
     * Reads the body of a call.
     *
     * @param feedName the feed that the call names; null = that of the requester, else that of all others
     * @param requester whom the caller's credential is of
     */
    public HttpIntake.Body call(byte[] body, @Nullable String feedName, @Nullable String requester) {
        Optional<Hl7Feed> feed =
                feedName == null ? feeds.find(requester).or(() -> feeds.ofRequester(null)) : feeds.find(feedName);
        if (feed.isEmpty()) {
            Problem problem = feedName == null
                    ? Hl7Feeds.missing("a call that names no feed", "the parameter feed of the call")
                    : new Problem(
                            ProblemCode.INVALID_FIELD,
                            "The parameter feed names no feed that is set up.",
                            "Name one of bars.hl7.feeds.");
            return new HttpIntake.Body(new Reading.Unreadable(problem, null, null), null, UNKNOWN_HEADER);
        }
        Hl7Reading reading = reader.read(body, feed.get(), clock.instant());
        return new HttpIntake.Body(
                reading.reading(),
                feed.get().name(),
                reading instanceof Hl7Reading.Messages read
                        ? read.messages().stream().map(Hl7Message::header).toList()
                        : UNKNOWN_HEADER);
    }

    /** The feed of a requester on the request queue, if it has one. */
    Optional<Hl7Feed> feed(@Nullable String requester) {
        return feeds.ofRequester(requester);
    }

    /**
     * Reads a queue message.
     *
     * @param decoded whether it came as text and is now UTF-8, whatever it says itself
     */
    Reading message(byte[] body, boolean decoded, @Nullable String requester) {
        return feed(requester)
                .map(feed -> (decoded
                                ? reader.readDecoded(body, feed, clock.instant())
                                : reader.read(body, feed, clock.instant()))
                        .reading())
                .orElseGet(() -> new Reading.Unreadable(
                        Hl7Feeds.missing("a message of this requester", "bars.hl7.feeds.<name>.requester"),
                        null,
                        null));
    }
}
