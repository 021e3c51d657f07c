package org.barscancel.bench;

/**
 * How several instances do on one broker and one database.
 *
 * @param instances how many
 * @param latencyMillis how long each answer of the far sides takes
 * @param inFlightEach most calls in flight of each instance
 * @param cancellations how many were carried out
 * @param seconds how long these took
 * @param programCpuSeconds processor time of all instances meanwhile
 * @param brokerCpuSeconds processor time of the broker meanwhile
 * @param busyCores how many of the machine's cores were busy, all programs together
 */
record Scaled(
        int instances,
        long latencyMillis,
        int inFlightEach,
        int cancellations,
        double seconds,
        double programCpuSeconds,
        double brokerCpuSeconds,
        double busyCores) {
    double ratePerInstance() {
        return cancellations / seconds / instances;
    }
}
