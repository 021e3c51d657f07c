package org.barscancel.leg;

import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.problem.Problem;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/** What happens to one pointer. */
public sealed interface PointerStep {
    /** Read it (R14). */
    record Read(Cancellation cancellation, NhsNumber nhsNumber, String pointerId) implements PointerStep {}

    /** Something is to be written. */
    sealed interface Write extends PointerStep {}

    /** Delete it. */
    record Delete(Cancellation cancellation, String pointerId) implements Write {}

    /** Give it its final status. */
    record Update(Cancellation cancellation, String pointerId, byte[] body, @Nullable String ifMatch) implements Write {
        @Override
        public String toString() {
            return "Update[" + pointerId + "]";
        }
    }

    /** It is dealt with, by us. */
    record Removed(String pointerId) implements PointerStep {}

    /** It is ours to deal with, and is left alone: a dry run. */
    record Spared(String pointerId) implements PointerStep {}

    /** It is not there, or no longer points to the appointment (R15). */
    record Absent(String pointerId) implements PointerStep {}

    /** It stays, for a person to look at. */
    record Kept(String pointerId, Problem problem) implements PointerStep {}

    /**
     * The far side did not settle it.
     *
     * @param mayBeRemoved whether a removal was sent whose answer leaves open if it was made
     */
    record Open(String pointerId, Answer answer, boolean mayBeRemoved) implements PointerStep {}
}
