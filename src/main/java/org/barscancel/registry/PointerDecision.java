package org.barscancel.registry;

import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What is to be done about one pointer that was read (R14). */
public sealed interface PointerDecision {
    /** DELETE it. */
    record Delete() implements PointerDecision {}

    /**
     * PUT this.
     *
     * @param body the pointer as read with its new status, UTF-8 JSON
     * @param ifMatch what {@code If-Match} carries; null when the pointer shows no version, as at NRL
     */
    record Update(byte[] body, @Nullable String ifMatch) implements PointerDecision {
        /** Without content (R23). */
        @Override
        public String toString() {
            return "Update[" + body.length + " bytes]";
        }
    }

    /** It is not, or no longer, a pointer to that appointment: leave it alone (R15). */
    record NoLongerMatching() implements PointerDecision {}

    /** It belongs to another organisation: leave it alone, a person decides (R14). */
    record NotOurs(Problem problem) implements PointerDecision {}

    /** No setting says which organisation's pointers are ours: leave it alone and park (R14). */
    record NoCustodian(Problem problem) implements PointerDecision {}

    /**
     * The answer is not the pointer that was asked for (R24).
     *
     * @param why a sentence fragment that follows "the answer", such as "is not a DocumentReference"; never content
     */
    record Unreadable(String why) implements PointerDecision {}
}
