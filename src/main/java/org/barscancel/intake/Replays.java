package org.barscancel.intake;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.NameBasedUuid;
import org.jspecify.annotations.Nullable;

/**
 * Makes new series of attempts of cancellations that stopped (R18). A request that was repeated may have left several
 * messages on the error channels, of which one goes on; and of one that a later run has overtaken, none does.
 */
public final class Replays {
    /** One that stopped in the registry leg is further on (R17), and a later series knows more. */
    private static final Comparator<Cancellation> FURTHEST =
            comparing(Cancellation::leg).thenComparing(comparingInt(Cancellation::generation));

    private final History history;
    private final Clock clock;

    /**
     * Sets up the rules.
     *
     * @param history knows what has become of a cancellation by now; must fail rather than not tell
     * @param clock tells when a series begins
     */
    public Replays(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * One that runs again.
     *
     * @param cancellation goes to the queue of its leg
     * @param event tells the ledger
     */
    public record Again(Cancellation cancellation, Event.Replayed event) {}

    /**
     * Those that run again, in the order in which they stopped; the others are overtaken.
     *
     * @param stopped what was taken from the error channels
     * @param by who asked; null when that is not known
     */
    public List<Again> of(List<Cancellation> stopped, @Nullable String by) {
        Map<UUID, Cancellation> furthest = new LinkedHashMap<>();
        stopped.forEach(
                one -> furthest.merge(one.cancellationId(), one, (a, b) -> FURTHEST.compare(a, b) >= 0 ? a : b));
        List<Again> again = new ArrayList<>();
        for (Cancellation one : furthest.values()) {
            Optional<History.Past> past = history.find(one.cancellationId());
            if (past.filter(known -> isOvertaken(one, known)).isEmpty()) {
                again.add(again(one, past.map(History.Past::generation).orElse(0), by));
            }
        }
        return again;
    }

    /**
     * Whether a later run makes this one needless. The ledger may lag behind the error channels, so what it knows of the
     * message's own generation does not count. A later run that stopped at the provider leaves a registry leg its due.
     */
    private static boolean isOvertaken(Cancellation one, History.Past past) {
        return past.endedWell()
                || (past.generation() > one.generation() && (one.leg() == Leg.PROVIDER || !past.ended()));
    }

    private Again again(Cancellation one, int knownGeneration, @Nullable String by) {
        int generation = Math.max(one.generation(), knownGeneration) + 1;
        Cancellation replayed = one.replayed(generation);
        return new Again(
                replayed,
                new Event.Replayed(
                        NameBasedUuid.of("replayed", one.cancellationId().toString(), Integer.toString(generation)),
                        clock.instant(),
                        one.cancellationId(),
                        generation,
                        replayed.leg(),
                        by));
    }
}
