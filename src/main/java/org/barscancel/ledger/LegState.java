package org.barscancel.ledger;

import java.time.Instant;
import org.barscancel.cancellation.Leg;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How one leg stands.
 *
 * @param outcome the outcome, of the leg's own type
 * @param attempts how often its far side was asked
 * @param problem what stopped it
 * @param endedAt when it ended; null while it is pending
 */
record LegState<O extends Enum<O>>(O outcome, int attempts, @Nullable Problem problem, @Nullable Instant endedAt) {
    /** A pending leg that waits has been asked before. */
    LegState<O> asked(@Nullable LastWait wait, Leg leg) {
        return wait != null && wait.leg() == leg ? new LegState<>(outcome, wait.attempts(), problem, endedAt) : this;
    }
}
