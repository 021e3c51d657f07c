package org.barscancel.bench;

/**
 * How the packaged program does with many requests waiting, in a small heap.
 *
 * @param waiting how many waited on the first leg's queue
 * @param acceptSeconds how long it took to accept them, from one CSV file, durably
 * @param liveHeapMegabytes heap after a full collection while they waited
 * @param counted how many of them were then carried out for the rate
 * @param ratePerSecond how many of these a second
 * @param peakResidentMegabytes the most memory of the process, since it began
 */
record Waiting(
        int waiting,
        double acceptSeconds,
        double liveHeapMegabytes,
        int counted,
        double ratePerSecond,
        double peakResidentMegabytes) {}
