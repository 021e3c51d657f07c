package org.barscancel.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation as its own page shows it. It holds no more than a result does, so nothing of the patient.
 *
 * @param line as in a list
 * @param facts what is known of it, by label
 * @param problem what stopped it; empty = nothing has
 * @param message one or two sentences about that
 * @param nextAction what to do
 * @param changes what was read and what was written
 * @param discarded who has dealt with it, when, and what was said; empty = nobody has
 * @param replayable whether it can run again
 * @param discardable whether a person may say that it is dealt with
 */
record CancellationView(
        CancellationLine line,
        List<Fact> facts,
        String problem,
        String message,
        String nextAction,
        List<Difference> changes,
        String discarded,
        boolean replayable,
        boolean discardable) {
    /** A label and its value. */
    record Fact(String label, String value) {}

    /** An element of the appointment before and after. */
    record Difference(String path, String from, String to) {
        static Difference of(Change change) {
            return new Difference(
                    change.path(),
                    Objects.requireNonNullElse(change.from(), "nothing"),
                    Objects.requireNonNullElse(change.to(), "removed"));
        }
    }

    static CancellationView of(CancellationResult result) {
        CancellationResult.Trouble trouble = result.problem();
        List<Change> change = Objects.requireNonNullElse(result.change(), List.of());
        return new CancellationView(
                CancellationLine.of(result),
                facts(result),
                trouble == null ? "" : Words.problem(trouble.code().code()),
                trouble == null ? "" : trouble.message(),
                trouble == null ? "" : trouble.nextAction(),
                change.stream().map(Difference::of).toList(),
                discarded(result.discarded()),
                stopped(result) && (trouble == null || !trouble.code().isOfTheInput()),
                stopped(result));
    }

    private static boolean stopped(CancellationResult result) {
        return result.discarded() == null
                && (result.outcome() == ProviderOutcome.REJECTED
                        || result.outcome() == ProviderOutcome.PARKED
                        || result.registry() == RegistryOutcome.PARKED);
    }

    private static String discarded(CancellationResult.@Nullable Discarded discarded) {
        return discarded == null
                ? ""
                : Moments.exact(discarded.at()) + (discarded.by() == null ? "" : " by " + discarded.by()) + ": "
                        + discarded.note();
    }

    private static List<Fact> facts(CancellationResult result) {
        List<Fact> facts = new ArrayList<>();
        CancellationResult.Origin source = result.source();
        CancellationLine line = CancellationLine.of(result);
        facts.add(new Fact("Appointment id", line.appointment()));
        facts.add(new Fact("Requester", line.requester()));
        facts.add(new Fact(
                "Came by",
                Words.channel(source.channel())
                        + (source.name() == null ? "" : ", " + source.name())
                        + (source.row() == null ? "" : ", row " + source.row())));
        if (result.requestId() != null) {
            facts.add(new Fact("Request id", result.requestId()));
        }
        facts.add(new Fact("Received", line.received()));
        facts.add(new Fact("Ended", result.finishedAt() == null ? "not yet" : Moments.exact(result.finishedAt())));
        facts.add(new Fact(
                "Attempts",
                "appointment " + result.attempts().provider() + ", pointer "
                        + result.attempts().registry()));
        facts.add(new Fact("Cancellation id", line.id()));
        facts.add(new Fact("Correlation id", result.correlationId().toString()));
        return facts;
    }
}
