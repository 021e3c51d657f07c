package org.barscancel.runtime.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class GateTest {
    private final ManualTime time = new ManualTime();
    private final Circuit circuit =
            new Circuit("provider", new BarsSettings.Circuit(3, Duration.ofSeconds(10)), time, time, () -> {});
    private final Circuits circuits = new Circuits(Map.of("provider", circuit));

    @Test
    void letsInAsManyAsThereArePlaces() throws Exception {
        Gate gate = gate(2, 0);
        gate.enter();
        gate.enter();

        assertThatExceptionOfType(HeldBackException.class)
                .isThrownBy(gate::enter)
                .satisfies(held -> assertThat(held.why()).isEqualTo("all calls to the provider are in use"));
        assertThat(gate.inFlight()).isEqualTo(2);

        gate.leave();
        gate.enter();
        assertThat(gate.inFlight()).isEqualTo(2);
    }

    @Test
    void givesBackThePlaceOfACallThatTheRateCapHeldBack() throws Exception {
        Gate gate = gate(1, 1);
        List<String> held = new ArrayList<>();
        for (int i = 0; i < 1_000 && held.size() < 3; i++) {
            try {
                gate.enter();
                gate.leave();
            } catch (HeldBackException tooMany) {
                held.add(tooMany.why());
            }
        }

        assertThat(held).hasSize(3).containsOnly("the rate cap of the provider leaves no room");
        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void letsNobodyInWhileTheFarSideIsPausedAndSaysUntilWhen() throws Exception {
        Gate gate = gate(1, 0);
        circuit.slowDown(Duration.ofMinutes(1));

        assertThatExceptionOfType(HeldBackException.class)
                .isThrownBy(gate::enter)
                .satisfies(held -> assertThat(held.waiting()).isEqualTo(Duration.ofMinutes(1)));

        time.pass(Duration.ofMinutes(1));
        gate.enter();
        assertThat(gate.inFlight()).isEqualTo(1);
    }

    /** Waits a millisecond for its turn, so that what has no room is seen at once. */
    private Gate gate(int places, int callsPerSecond) {
        return new Gate(
                "provider",
                circuits,
                places,
                callsPerSecond,
                new BarsSettings.Http(Duration.ofSeconds(1), Duration.ofMillis(1), DataSize.ofKilobytes(1)));
    }
}
