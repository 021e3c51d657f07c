package org.barscancel.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;

/** The wait that outranks all others of a cancellation: of the highest generation, the later leg, the most attempts. */
record LastWait(int generation, Leg leg, int attempts, Instant until, String why) {
    private static final Comparator<LastWait> ORDER = Comparator.comparingInt(LastWait::generation)
            .thenComparing(LastWait::leg)
            .thenComparing(LastWait::attempts)
            .thenComparing(LastWait::until)
            .thenComparing(LastWait::why);

    static LastWait of(Event.Waiting event) {
        return new LastWait(
                event.generation(),
                event.leg(),
                event.attempts(),
                event.until().truncatedTo(ChronoUnit.MICROS),
                Texts.fit(event.why()));
    }

    static LastWait later(LastWait one, LastWait other) {
        return ORDER.compare(one, other) >= 0 ? one : other;
    }
}
