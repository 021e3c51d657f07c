package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;

/** The writes that the far sides have on record, by what they were to change. */
final class Writes {
    private final Map<String, List<RecordedCall>> writes;

    Writes(Simulator farSides) {
        writes = Stream.concat(
                        farSides.calls("PUT", "Appointment").stream(),
                        farSides.calls("DELETE", "DocumentReference").stream())
                .collect(Collectors.groupingBy(RecordedCall::path));
    }

    /** How many there were beyond one for each appointment and pointer. */
    int repeats() {
        return writes.values().stream().mapToInt(calls -> calls.size() - 1).sum();
    }

    /** How many different bodies the writes of one appointment had. */
    long bodies(int n) {
        return putsOf(n).stream().map(RecordedCall::bodyText).distinct().count();
    }

    /**
     * The appointment was changed by one write, which was repeated as it was (R18); a second run of a request that came
     * again may have tried another one, which must not have been applied.
     */
    void assertOneChange(int n) {
        List<RecordedCall> puts = putsOf(n);
        assertThat(puts)
                .as("%s applied", Clinic.id(n))
                .filteredOn(RecordedCall::applied)
                .hasSize(1);
        Map<String, List<String>> idsByBody = puts.stream()
                .collect(Collectors.groupingBy(
                        RecordedCall::bodyText, Collectors.mapping(Writes::requestId, Collectors.toList())));
        assertThat(idsByBody.values()).as("ids of %s, by body", Clinic.id(n)).allSatisfy(ids -> assertThat(ids)
                .containsOnly(ids.get(0)));
        assertThat(puts.stream().map(Writes::requestId).distinct())
                .as("ids of %s", Clinic.id(n))
                .hasSameSizeAs(idsByBody.keySet());
        List<RecordedCall> deletions = writes.getOrDefault("DocumentReference/" + Clinic.pointerId(n), List.of());
        assertThat(deletions.stream().map(Writes::requestId).distinct())
                .as("ids of the deletions of %s", Clinic.pointerId(n))
                .hasSize(1);
    }

    private List<RecordedCall> putsOf(int n) {
        return writes.getOrDefault("Appointment/" + Clinic.id(n), List.of());
    }

    private static String requestId(RecordedCall write) {
        return write.header("X-Request-Id").orElseThrow();
    }
}
