package org.barscancel.bench;

import java.util.List;
import java.util.Optional;

/**
 * What one run of the whole comparison showed.
 *
 * @param date the day it was run, ISO 8601
 * @param machine processor, cores, memory and Java
 * @param measured every program in every case
 * @param added added latencies of the packaged program
 * @param startSeconds from the start of the packaged program's JVM until it was ready, each start
 * @param waiting the packaged program with few and with many requests waiting
 * @param scaled several instances on one broker and one database
 */
record Results(String date, String machine, List<Measured> measured, List<AddedLatency> added, List<Double> startSeconds,
        List<Waiting> waiting,
        List<Scaled> scaled) {
    /** The same case of the floor. */
    Optional<Measured> floorOf(Measured run) {
        return measured.stream()
                .filter(other -> other.program().equals("floor")
                        && other.latencyMillis() == run.latencyMillis()
                        && other.inFlight() == run.inFlight())
                .findFirst();
    }
}
