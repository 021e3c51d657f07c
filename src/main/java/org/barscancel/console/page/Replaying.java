package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Has cancellations run again, or discards them, by the same way as the calls of the interface, and recorded as they are. */
public interface Replaying {
    /**
     * Runs one cancellation again.
     *
     * @param cancellationId a UUID
     * @param call who asks
     */
    Answer one(String cancellationId, HttpServletRequest call);

    /**
     * Runs a group again, up to 500 of it.
     *
     * @param group which
     * @param call who asks
     */
    Answer group(Group group, HttpServletRequest call);

    /**
     * Runs again what of a list stopped, up to 500 of it.
     *
     * @param batchId the list
     * @param call who asks
     */
    Answer ofList(String batchId, HttpServletRequest call);

    /**
     * Takes one that stopped off the error channels for good: a person has dealt with it.
     *
     * @param cancellationId a UUID
     * @param note what the person says about it, 1 to 500 characters without an NHS number
     * @param call who asks
     */
    Answer discard(String cancellationId, String note, HttpServletRequest call);

    /**
     * Takes a group off the error channels for good, up to 500 of it.
     *
     * @param group which
     * @param note as of one
     * @param call who asks
     */
    Answer discardGroup(Group group, String note, HttpServletRequest call);

    /**
     * Those that stopped in a leg for a reason.
     *
     * @param problem the reason's code
     * @param leg {@code provider} or {@code registry}
     * @param requester of this one only; null = of all
     */
    record Group(String problem, String leg, @Nullable String requester) {}

    /** What came of it. */
    sealed interface Answer {}

    /**
     * They are queued, or discarded.
     *
     * @param count how many, 0 or more
     * @param more whether there may be more of the group
     */
    record Again(int count, boolean more) implements Answer {}

    /**
     * Nothing was done.
     *
     * @param detail why
     * @param nextAction what to do
     */
    record Refused(String detail, String nextAction) implements Answer {}
}
