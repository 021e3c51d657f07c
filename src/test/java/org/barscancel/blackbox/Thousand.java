package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.IntStream;
import org.barscancel.simulator.Simulator;

/** What must hold at the end of a file of a thousand requests, whatever happened meanwhile. */
final class Thousand {
    static final int REQUESTS = 1000;

    private Thousand() {}

    static void assertOneResultEach(JsonNode results, Set<String> outcomes, Set<String> registry) {
        assertThat(results).hasSize(REQUESTS);
        assertThat(RunningProgram.each(results, "appointmentId"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, REQUESTS).mapToObj(Clinic::id).toList());
        assertThat(results.findValuesAsText("row"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, REQUESTS)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(results).allSatisfy(result -> {
            assertThat(result.path("outcome").asText()).isIn(outcomes);
            assertThat(result.path("registry").asText()).isIn(registry);
            assertThat(result.has("problem")).isFalse();
        });
        assertThat(Set.copyOf(RunningProgram.each(results, "cancellationId"))).hasSize(REQUESTS);
    }

    static void assertAllCancelled(Simulator farSide) {
        assertThat(farSide.appointments())
                .hasSize(REQUESTS)
                .extracting(Simulator.AppointmentState::status)
                .containsOnly("cancelled");
        assertThat(farSide.pointers()).isEmpty();
    }
}
