package org.barscancel.runtime.broker;

import java.time.Duration;

/**
 * What becomes of a message that breaks the program.
 *
 * @param dead queue where it ends
 * @param firstPause before its second delivery; twice as long before each further one, up to a minute
 */
record Redelivery(String dead, Duration firstPause) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;

    /** How long a message waits before it is worked on, at its so manieth delivery, from 1. */
    Duration pauseBefore(int delivery) {
        if (delivery < 2) {
            return Duration.ZERO;
        }
        Duration pause = firstPause.multipliedBy(1L << Math.min(delivery - 2, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
