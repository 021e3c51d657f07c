package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A FHIR server that has never heard of BaRS, and not a setting more than it takes. */
class OrdinaryServerIT {
    @TempDir
    Path home;

    @Test
    void isEnoughForACancellation() throws Exception {
        try (SimulatorHost farSide =
                SimulatorHost.start(0, SimulatorSettings.strict().withStrictHeaders(false), Clock.systemUTC())) {
            farSide.simulator().seed(Clinic.resources(1, 3));
            RunningProgram program = RunningProgram.start(
                    "ordinary",
                    home,
                    List.of(
                            "--bars.provider.url=" + farSide.baseUrl(),
                            "--bars.registry.url=" + farSide.baseUrl(),
                            "--bars.organisation.ods-code=" + Clinic.CUSTODIAN));
            try {
                program.drop("three.json", Clinic.requests(1, 3));
                JsonNode results = program.result("three.json.result.json");

                assertThat(RunningProgram.each(results, "outcome")).containsExactly("done", "done", "done");
                assertThat(RunningProgram.each(results, "registry")).containsExactly("removed", "removed", "removed");
                assertThat(results).noneMatch(result -> result.has("simulated"));
                assertThat(farSide.simulator().appointments()).allMatch(state -> "cancelled".equals(state.status()));
                assertThat(farSide.simulator().pointers()).isEmpty();
            } finally {
                program.finish();
            }
        }
    }
}
