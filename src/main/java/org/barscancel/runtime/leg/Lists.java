package org.barscancel.runtime.leg;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.intake.CalledFiles;
import org.barscancel.steering.Hold;
import org.jspecify.annotations.Nullable;

/**
 * Which lists a person has paused or aborted, and at what pace others are accepted. A request bears the id of its list as
 * long as it was not begun; one that was replayed bears none, since a replay is a decision of its own.
 */
public final class Lists {
    /** Message property: the list of a request that was not begun. */
    public static final String BATCH = "batchId";

    /** Message property: whether the list was aborted before this request of it was accepted. */
    public static final String ABORTED_AT_THE_DOOR = "abortedAtTheDoor";

    private static final int PART_ROWS = 500;

    /** A pace that has ended is forgotten. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Function<String, @Nullable Hold> holds;
    private final Clock clock;
    private final Map<String, Instant> nextParts = new ConcurrentHashMap<>();

    /** What is done with a request. */
    enum Standing {
        /** It is carried out. */
        GOES_ON,
        /** It is set aside until its list is resumed. */
        SET_ASIDE,
        /** It is read, and not written. */
        ABORTED,
        /** It was aborted before it can have been begun. */
        REFUSED
    }

    /**
     * Sets up the lists.
     *
     * @param holds who holds a list, by its id
     */
    public Lists(Function<String, @Nullable Hold> holds, Clock clock) {
        this.holds = holds;
        this.clock = clock;
    }

    /**
     * What is done with a request that its leg takes.
     *
     * @param batchId of its list; null when it has none, or was begun
     * @param atTheDoor whether its list was aborted when it was accepted
     * @return {@code GOES_ON}, {@code SET_ASIDE}, {@code ABORTED} or {@code REFUSED}, as a text: routes compare it with texts, and
     *     Camel searches a converter of an enum anew each time
     */
    public String standing(Cancellation cancellation, @Nullable String batchId, @Nullable Boolean atTheDoor) {
        return decide(cancellation, batchId, atTheDoor).name();
    }

    private Standing decide(Cancellation cancellation, @Nullable String batchId, @Nullable Boolean atTheDoor) {
        Hold hold = batchId == null || !cancellation.notBegun() ? null : of(batchId);
        if (hold == null) {
            return Standing.GOES_ON;
        }
        if (hold.state() == Hold.State.PAUSED) {
            return Standing.SET_ASIDE;
        }
        return Boolean.TRUE.equals(atTheDoor) || cancellation.lacksAppointment() ? Standing.REFUSED : Standing.ABORTED;
    }

    /** Keeps what a message tells of its list, before its headers are dropped. */
    public static void note(Exchange exchange) {
        exchange.setVariable(BATCH, exchange.getMessage().getHeader(BATCH, String.class));
        exchange.setVariable(ABORTED_AT_THE_DOOR, exchange.getMessage().getHeader(ABORTED_AT_THE_DOOR, Boolean.class));
    }

    /** Has a request that goes back to its queue bear its list, if it was not begun. */
    public static void keep(Exchange exchange, Cancellation cancellation) {
        String batchId = exchange.getVariable(BATCH, String.class);
        if (batchId != null && cancellation.notBegun()) {
            exchange.getMessage().setHeader(BATCH, batchId);
            if (exchange.getVariable(ABORTED_AT_THE_DOOR) != null) {
                exchange.getMessage().setHeader(ABORTED_AT_THE_DOOR, exchange.getVariable(ABORTED_AT_THE_DOOR));
            }
        }
    }

    /** Who holds a list, and how; null when nobody does. */
    @Nullable
    public Hold of(String batchId) {
        return holds.apply(batchId);
    }

    /**
     * Whether the next part of a claimed file may be accepted now: not while its list is paused, and no sooner than its
     * pace allows.
     *
     * @param file a claimed file
     */
    public boolean mayTake(File file) {
        String claim = CalledFiles.claim(file.toPath());
        Hold hold = of(claim);
        if (hold != null) {
            return hold.state() == Hold.State.ABORTED;
        }
        int rate = CalledFiles.rate(file.toPath());
        if (rate == 0) {
            return true;
        }
        Instant now = clock.instant();
        Instant next = nextParts.getOrDefault(claim, Instant.MIN);
        if (now.isBefore(next)) {
            return false;
        }
        nextParts.values().removeIf(past -> past.isBefore(now.minus(FORGOTTEN)));
        nextParts.put(claim, now.plus(Duration.ofMillis(1_000L * Math.min(rate, PART_ROWS) / rate)));
        return true;
    }
}
