package org.barscancel.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.hl7.Hl7Reader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads HL7 v2 files and queue messages as the feed they are of writes them. */
public final class Hl7Intake {
    private static final List<String> BEGINNINGS = List.of("MSH", "FHS", "BHS");
    private static final int LONGEST_BEGINNING = 64;
    private static final String MARK = "\u00EF\u00BB\u00BF";

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
