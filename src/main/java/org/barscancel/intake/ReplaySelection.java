package org.barscancel.intake;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.barscancel.cancellation.Leg;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Which cancellations are to run again, or to be discarded: all that fit what is named.
 *
 * @param cancellationId this one
 * @param problem those that stopped with this problem
 * @param leg those that stopped in this leg
 * @param requester those that came from this requester
 * @param from those that came then or later
 * @param to those that came before then
 * @param among those of these; empty = whichever
 */
public record ReplaySelection(
        @Nullable UUID cancellationId,
        @Nullable ProblemCode problem,
        @Nullable Leg leg,
        @Nullable String requester,
        @Nullable Instant from,
        @Nullable Instant to,
        Set<UUID> among) {
    /** Copies the set. */
    public ReplaySelection {
        among = Set.copyOf(among);
    }

    /** Whichever fit what is named. */
    public ReplaySelection(
            @Nullable UUID cancellationId,
            @Nullable ProblemCode problem,
            @Nullable Leg leg,
            @Nullable String requester,
            @Nullable Instant from,
            @Nullable Instant to) {
        this(cancellationId, problem, leg, requester, from, to, Set.of());
    }

    /**
     * Some of a list.
     *
     * @param ids at least one
     */
    public static ReplaySelection among(Set<UUID> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("None would be all");
        }
        return new ReplaySelection(null, null, null, null, null, null, ids);
    }

    /** One cancellation. */
    public static ReplaySelection one(UUID cancellationId) {
        return new ReplaySelection(cancellationId, null, null, null, null, null);
    }

    /** Without what a caller wrote as text (R23). */
    @Override
    public String toString() {
        return cancellationId != null
                ? "cancellation " + cancellationId
                : "problem " + (problem == null ? "any" : problem.code()) + ", leg "
                        + (leg == null ? "any" : leg.code()) + ", requester " + (requester == null ? "any" : "named")
                        + ", from " + from + " to " + to + (among.isEmpty() ? "" : ", " + among.size() + " of a list");
    }
}
