package org.barscancel.answer;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How many requests of a batch stand where. A request counts by its provider outcome once both its legs have ended,
 * and as pending until then.
 *
 * @param pending neither ended nor, perhaps, begun
 * @param done cancelled by us
 * @param alreadyDone found cancelled (R9)
 * @param rejected a person decides
 * @param parked replayable
 * @param wouldCancel dry runs that would have cancelled; left out where there are none
 */
public record BatchCounts(
        int pending,
        int done,
        int alreadyDone,
        int rejected,
        int parked,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int wouldCancel) {
    /** Counts without dry runs. */
    public BatchCounts(int pending, int done, int alreadyDone, int rejected, int parked) {
        this(pending, done, alreadyDone, rejected, parked, 0);
    }
}
