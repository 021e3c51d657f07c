package org.barscancel.bench;

import java.util.Arrays;

/**
 * How long a single cancellation takes beyond the far sides' own time, at half of the rate that the program reached.
 *
 * @param latencyMillis how long each of the five answers takes
 * @param ratePerSecond how many were asked for a second
 * @param medianMillis added time of the one in the middle
 * @param worstOfHundredMillis added time of the one of a hundred that took longest but for it (99th percentile)
 */
record AddedLatency(long latencyMillis, double ratePerSecond, double medianMillis, double worstOfHundredMillis) {
    private static final int CALLS = 5;
    private static final double LATE = 0.99;

    static AddedLatency of(long latencyMillis, double ratePerSecond, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new AddedLatency(
                latencyMillis,
                ratePerSecond,
                added(sorted[sorted.length / 2], latencyMillis),
                added(sorted[(int) (sorted.length * LATE)], latencyMillis));
    }

    private static double added(long nanos, long latencyMillis) {
        return nanos / 1e6 - CALLS * latencyMillis;
    }
}
