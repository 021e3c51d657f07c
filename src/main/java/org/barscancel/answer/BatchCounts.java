package org.barscancel.answer;

/**
 * How many requests of a batch stand where. A request counts by its provider outcome once both its legs have ended,
 * and as pending until then.
 *
 * @param pending neither ended nor, perhaps, begun
 * @param done cancelled by us
 * @param alreadyDone found cancelled (R9)
 * @param rejected a person decides
 * @param parked replayable
 */
public record BatchCounts(int pending, int done, int alreadyDone, int rejected, int parked) {}
