package org.barscancel.bench;

/**
 * What one run of one program showed.
 *
 * @param program {@code floor}, {@code camel-fhir} or {@code bars-cancel}
 * @param latencyMillis how long each answer of the far sides takes
 * @param inFlight most calls at a time
 * @param cancellations how many were carried out
 * @param seconds from the first call to the last end
 * @param cpuSeconds processor time of the program's process meanwhile
 * @param peakHeapMegabytes the most that was in use right after a collection or at the end; 0: not measured
 * @param peakResidentMegabytes the most memory of the process, since it began
 */
record Measured(
        String program,
        long latencyMillis,
        int inFlight,
        int cancellations,
        double seconds,
        double cpuSeconds,
        double peakHeapMegabytes,
        double peakResidentMegabytes) {
    double rate() {
        return cancellations / seconds;
    }

    double cpuMillisEach() {
        return cpuSeconds * 1000 / cancellations;
    }
}
