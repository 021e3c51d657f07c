package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;

/** A file of a thousand requests. */
abstract class ThousandRequestsContract {
    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(Thousand.REQUESTS);
    private final RunningProgram program = HealthyFarSideIT.program();

    @Test
    void areAllCancelledOnceAndAnsweredInOrder() throws Exception {
        program.drop("thousand.json", Clinic.requests(1, Thousand.REQUESTS));
        JsonNode results = program.result("thousand.json.result.json");

        Thousand.assertOneResultEach(results, Set.of("done"), Set.of("removed"));
        assertThat(pathsOf("PUT", "Appointment")).containsExactlyInAnyOrderElementsOf(expected("Appointment/booking-"));
        assertThat(pathsOf("DELETE", "DocumentReference"))
                .containsExactlyInAnyOrderElementsOf(expected("DocumentReference/pointer-"));
        Thousand.assertAllCancelled(farSide.simulator());
    }

    private List<String> pathsOf(String method, String type) {
        return farSide.simulator().calls(method, type).stream()
                .map(RecordedCall::path)
                .toList();
    }

    private static List<String> expected(String prefix) {
        return IntStream.rangeClosed(1, Thousand.REQUESTS)
                .mapToObj(n -> prefix + "%05d".formatted(n))
                .toList();
    }
}
