package org.barscancel.console.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.barscancel.cancellation.Event;
import org.barscancel.ledger.LedgerPages;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a cancellation.
 *
 * @param at when, for people
 * @param datetime when, for programs
 * @param title what happened
 * @param text more of it; empty = nothing more
 * @param nextAction what to do about it; empty = nothing
 * @param tag how the leg stands by it; null = it tells nothing of that
 */
record TimelineEntry(String at, String datetime, String title, String text, String nextAction, @Nullable Tag tag) {

    /** All that is kept, the oldest first, and at the end what it waits for. */
    static List<TimelineEntry> of(List<Event.OfCancellation> events, Optional<LedgerPages.Wait> wait, Clock clock) {
        List<TimelineEntry> entries = new ArrayList<>();
        boolean known = false;
        for (Event.OfCancellation event : events) {
            if (!(event instanceof Event.Waiting)) {
                entries.add(of(event, known));
            }
            known |= event instanceof Event.Accepted;
        }
        wait.map(one -> of(one, clock.instant())).ifPresent(entries::add);
        return entries;
    }

    private static TimelineEntry of(Event.OfCancellation event, boolean known) {
        if (event instanceof Event.Accepted accepted) {
            String requester = accepted.source().requester();
            String came = "By " + Words.channel(accepted.source().channel())
                    + (requester == null ? "." : ", from " + requester + ".");
            return at(event.at(), known ? "The same request came again" : "Request taken", came, "", null);
        }
        if (event instanceof Event.Found found) {
            return at(event.at(), "Appointment found", "It is " + found.appointmentId() + ".", "", null);
        }
        if (event instanceof Event.Replayed replayed) {
            String by = replayed.by();
            return at(
                    event.at(),
                    Words.leg(replayed.leg()) + ": run again",
                    by == null ? "" : "Asked for by " + by + ".",
                    "",
                    null);
        }
        if (event instanceof Event.Discarded discarded) {
            String by = discarded.by();
            return at(
                    event.at(),
                    "Discarded: a person has dealt with it",
                    discarded.note() + (by == null ? "" : " (" + by + ")"),
                    "",
                    null);
        }
        if (event instanceof Event.ProviderEnded ended) {
            return ended(event.at(), "Appointment", Tag.of(ended.outcome()), ended.attempts(), ended.problem());
        }
        if (event instanceof Event.RegistryEnded ended) {
            return ended(event.at(), "Registry pointer", Tag.of(ended.outcome()), ended.attempts(), ended.problem());
        }
        return at(event.at(), Words.problem(event.getClass().getSimpleName()), "", "", null);
    }

    private static TimelineEntry ended(Instant at, String leg, Tag tag, int attempts, @Nullable Problem problem) {
        String tries = attempts == 0 ? "" : Words.count(attempts, "attempt", "attempts") + ".";
        return at(
                at,
                leg + ": " + tag.text().substring(0, 1).toLowerCase(java.util.Locale.UK)
                        + tag.text().substring(1),
                problem == null ? tries : problem.message() + (tries.isEmpty() ? "" : " " + tries),
                problem == null ? "" : problem.nextAction(),
                tag);
    }

    private static TimelineEntry of(LedgerPages.Wait wait, Instant now) {
        Duration left = Duration.between(now, wait.until());
        String when = left.isNegative()
                ? "It is tried again at any moment."
                : "It is tried again in " + Moments.span(left) + ".";
        return at(
                wait.until(),
                Words.leg(wait.leg()) + ": waiting",
                wait.why() + " " + Words.count(wait.attempts(), "attempt", "attempts") + " so far. " + when,
                "",
                new Tag("Waiting", "wait"));
    }

    private static TimelineEntry at(Instant at, String title, String text, String nextAction, @Nullable Tag tag) {
        return new TimelineEntry(Moments.exact(at), at.toString(), title, text, nextAction, tag);
    }
}
