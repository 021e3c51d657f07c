package org.barscancel.notice;

import java.time.Instant;
import java.util.UUID;

/**
 * What is told by one channel.
 *
 * @param letterId the same each time it is sent
 * @param channel {@code mail} or {@code webhook}
 * @param type what it tells
 * @param reason of what
 * @param words plain text
 * @param since when the trouble began
 * @param count how many there were when it was written
 * @param writtenAt when it was written
 * @param attempts how often it was sent in vain, from 0
 */
public record Letter(
        UUID letterId,
        String channel,
        LetterType type,
        Reason reason,
        Words words,
        Instant since,
        long count,
        Instant writtenAt,
        int attempts) {
    /** The first of its kind by a channel. */
    public static Letter of(String channel, LetterType type, Notice notice, Instant now) {
        return new Letter(
                UUID.randomUUID(),
                channel,
                type,
                notice.reason(),
                Words.of(notice, type),
                notice.since(),
                notice.count(),
                now,
                0);
    }
}
