package org.barscancel.intake;

/**
 * How far a file is that is accepted in parts.
 *
 * @param rows how many it holds
 * @param accepted the last one that is accepted, from 1; 0 when none is
 */
public record FileProgress(int rows, int accepted) {
    /** Whether all of them are. */
    boolean isComplete() {
        return accepted >= rows;
    }
}
