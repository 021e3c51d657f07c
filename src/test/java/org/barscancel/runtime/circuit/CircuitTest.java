package org.barscancel.runtime.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.HeardLog;
import org.barscancel.runtime.ManualTime;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class CircuitTest {
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final List<CircuitState> states = new ArrayList<>();
    private final Circuit circuit =
            new Circuit("provider", new BarsSettings.Circuit(FAILURES, PAUSE), time, time, this::changed);

    @RegisterExtension
    final HeardLog log = new HeardLog(Circuit.class);

    @Test
    void pausesAfterSoManyAttemptsThatFailedInARow() throws Exception {
        fail(FAILURES - 1);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);

        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.PAUSED);
        assertHeldBack("the provider is paused", PAUSE);
    }

    @Test
    void doesNotPauseWhileAnAttemptInBetweenSucceeds() throws Exception {
        for (int i = 0; i < 5; i++) {
            fail(FAILURES - 1);
            succeed();
        }

        assertThat(states).isEmpty();
    }

    @Test
    void countsAnAttemptOnceHoweverManyOfItsCallsFail() throws Exception {
        Circuit.Visit attempt = circuit.enter(null);
        for (int i = 0; i < 10; i++) {
            circuit.failed(circuit.enter(attempt), CircuitReason.UNAVAILABLE, null);
        }
        circuit.leave(attempt, true);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void letsOneAttemptProbeAfterThePause() throws Exception {
        fail(FAILURES);

        time.pass(PAUSE.minusMillis(1));
        assertHeldBack("the provider is paused", Duration.ofMillis(100));
        time.pass(Duration.ofMillis(1));
        Circuit.Visit probe = circuit.enter(null);

        assertThat(circuit.state()).isEqualTo(CircuitState.PROBING);
        assertThat(circuit.enter(probe)).isSameAs(probe);
        assertHeldBack("the provider is being probed", PAUSE);
    }

    @Test
    void isCalledAgainWhenTheProbeSucceeds() throws Exception {
        fail(FAILURES);
        time.pass(PAUSE);

        succeed();
        fail(FAILURES - 1);

        assertThat(states).containsExactly(CircuitState.PAUSED, CircuitState.PROBING, CircuitState.CLOSED);
    }

    @Test
    void pausesAgainWhenTheProbeFails() throws Exception {
        fail(FAILURES);
        time.pass(PAUSE);

        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.PAUSED);
        assertThat(circuit.view().until()).isEqualTo(ManualTime.START.plus(PAUSE.multipliedBy(2)));
    }

    @Test
    void probesWithTheNextAttemptWhenOneFoundNothingOut() throws Exception {
        fail(FAILURES);
        time.pass(PAUSE);

        circuit.leave(circuit.enter(null), false);

        assertThat(circuit.enter(null)).isNotNull();
    }

    @Test
    void waitsForAsLongAsItTakesUntilThereIsSomethingToProbeWith() throws Exception {
        fail(FAILURES);

        time.pass(Duration.ofDays(3));
        assertThat(circuit.state()).isEqualTo(CircuitState.PROBING);
        succeed();

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void takesNoWordForTheProbeFromAttemptsThatBeganBeforeThePause() throws Exception {
        Circuit.Visit slow = circuit.enter(null);
        Circuit.Visit other = circuit.enter(null);
        fail(FAILURES);
        time.pass(PAUSE);
        Circuit.Visit probe = circuit.enter(null);

        circuit.failed(slow, CircuitReason.NO_ANSWER, null);
        circuit.leave(other, true);
        assertThat(circuit.state()).isEqualTo(CircuitState.PROBING);

        circuit.leave(probe, true);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void holdsBackTheFurtherCallsOfAttemptsInFlight() throws Exception {
        Circuit.Visit inFlight = circuit.enter(null);
        fail(FAILURES);

        assertThatExceptionOfType(HeldBackException.class).isThrownBy(() -> circuit.enter(inFlight));
    }

    @Test
    void pausesAtOnceForAsLongAsTheFarSideAsks() throws Exception {
        circuit.slowDown(Duration.ofMinutes(2));

        assertHeldBack("the provider is paused", Duration.ofMinutes(2));
        time.pass(Duration.ofMinutes(2).minusMillis(1));
        assertThat(circuit.state()).isEqualTo(CircuitState.PAUSED);
        time.pass(Duration.ofMillis(1));
        assertThat(circuit.state()).isEqualTo(CircuitState.PROBING);
    }

    @Test
    void pausesForASecondWhenItNamesNoTimeOrOneThatHasPassed() {
        circuit.slowDown(null);
        assertThat(circuit.view().until()).isEqualTo(ManualTime.START.plusSeconds(1));
        time.pass(Duration.ofSeconds(1));

        circuit.slowDown(Duration.ZERO);
        assertThat(circuit.view().until()).isEqualTo(ManualTime.START.plusSeconds(2));
    }

    @Test
    void pausesForAnHourAtMost() {
        circuit.slowDown(Duration.ofHours(24));

        assertThat(circuit.view().until()).isEqualTo(ManualTime.START.plus(Duration.ofHours(1)));
    }

    @Test
    void lengthensAPauseWhenAnAnswerStillUnderWayAsksForMoreButNeverShortensIt() {
        circuit.slowDown(Duration.ofSeconds(30));
        time.pass(Duration.ofSeconds(10));

        circuit.slowDown(Duration.ofSeconds(5));
        circuit.slowDown(Duration.ofSeconds(40));
        circuit.slowDown(Duration.ofSeconds(5));

        assertThat(circuit.view().until()).isEqualTo(ManualTime.START.plusSeconds(50));
        time.pass(Duration.ofSeconds(39));
        assertThat(circuit.state()).isEqualTo(CircuitState.PAUSED);
        time.pass(Duration.ofSeconds(1));
        assertThat(circuit.state()).isEqualTo(CircuitState.PROBING);
    }

    @Test
    void doesNotProbeSoonerThanAFarSideThatIsDownAsks() throws Exception {
        fail(FAILURES - 1);
        circuit.failed(circuit.enter(null), CircuitReason.UNAVAILABLE, Duration.ofMinutes(1));

        assertThat(circuit.view().until()).isEqualTo(ManualTime.START.plusSeconds(60));
    }

    @Test
    void saysOnceThatItPausesAndOnceThatItIsCalledAgain() throws Exception {
        fail(FAILURES);
        for (int i = 0; i < 5; i++) {
            time.pass(PAUSE);
            fail(1);
        }
        time.pass(PAUSE);
        succeed();

        assertThat(log.events()).hasSize(2);
        assertThat(log.events().get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(log.events().get(0).getFormattedMessage())
                .isEqualTo(
                        "The provider is paused (unavailable) until 2026-11-30T08:00:10Z; then one message probes it");
        assertThat(log.events().get(1).getLevel()).isEqualTo(Level.INFO);
        assertThat(log.events().get(1).getFormattedMessage()).isEqualTo("The provider is called again, after PT1M");
    }

    @Test
    void showsInTheHealthWhetherTheFarSideIsCalledAndIsDegradedMeanwhile() throws Exception {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails()).containsExactly(Map.entry("state", "closed"), since(Duration.ZERO));

        time.pass(PAUSE);
        fail(FAILURES);
        assertThat(health().getStatus()).isEqualTo(FarSideHealth.DEGRADED);
        assertThat(health().getDetails())
                .containsExactly(
                        Map.entry("state", "paused"),
                        since(PAUSE),
                        Map.entry("until", ManualTime.START.plus(PAUSE.multipliedBy(2))),
                        Map.entry("reason", "unavailable"));

        time.pass(PAUSE);
        assertThat(health().getStatus()).isEqualTo(FarSideHealth.DEGRADED);
        assertThat(health().getDetails())
                .containsExactly(Map.entry("state", "probing"), since(PAUSE), Map.entry("reason", "unavailable"));
    }

    @Test
    void isPausedByAPersonUntilThatPersonResumesIt() throws Exception {
        Circuit.Visit before = circuit.enter(null);
        circuit.steer(held());

        assertThat(circuit.state()).isEqualTo(CircuitState.PAUSED);
        assertThat(circuit.ownState()).as("what the far side has led to").isEqualTo(CircuitState.CLOSED);
        assertHeldBack("the provider is paused by a person", PAUSE);
        assertThatExceptionOfType(HeldBackException.class)
                .as("what was on its way, at its next call")
                .isThrownBy(() -> circuit.enter(before));
        time.pass(PAUSE.multipliedBy(100));
        assertThat(circuit.state()).as("no pause of a person ends by itself").isEqualTo(CircuitState.PAUSED);

        circuit.steer(null);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        circuit.enter(before);
        assertThat(states).containsExactly(CircuitState.PAUSED, CircuitState.CLOSED);
    }

    @Test
    void aPersonsPauseLeavesTheCircuitsOwnStateAsItIs() throws Exception {
        fail(FAILURES);
        circuit.steer(held());
        time.pass(PAUSE);
        assertThat(circuit.ownState()).isEqualTo(CircuitState.PROBING);
        assertHeldBack("the provider is paused by a person", PAUSE);

        circuit.steer(null);

        assertThat(circuit.state()).isEqualTo(CircuitState.PROBING);
        succeed();
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aProbeThatAPersonHoldsBackLeavesItsPlaceToTheNextOne() throws Exception {
        fail(FAILURES);
        time.pass(PAUSE);
        Circuit.Visit probe = circuit.enter(null);
        circuit.steer(held());
        assertThatExceptionOfType(HeldBackException.class).isThrownBy(() -> circuit.enter(probe));
        circuit.leave(probe, false);

        circuit.steer(null);

        succeed();
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void showsInTheHealthWhoPausedItAndSinceWhen() {
        circuit.steer(held());

        assertThat(health().getStatus()).isEqualTo(FarSideHealth.DEGRADED);
        assertThat(health().getDetails())
                .containsExactly(
                        Map.entry("state", "paused"),
                        Map.entry("since", ManualTime.START),
                        Map.entry("reason", "person"),
                        Map.entry("by", "sister.mary"));
    }

    private static Hold held() {
        return new Hold(HoldKind.FAR_SIDE, "provider", Hold.State.PAUSED, ManualTime.START, "sister.mary");
    }

    private Health health() {
        return ((HealthIndicator) FarSideHealth.of(new Circuits(Map.of("provider", circuit)))
                        .getContributor("provider"))
                .getHealth(true);
    }

    private static Map.Entry<String, Object> since(Duration afterStart) {
        return Map.entry("since", ManualTime.START.plus(afterStart));
    }

    private void fail(int attempts) throws HeldBackException {
        for (int i = 0; i < attempts; i++) {
            Circuit.Visit attempt = circuit.enter(null);
            circuit.failed(attempt, CircuitReason.UNAVAILABLE, null);
            circuit.leave(attempt, true);
        }
    }

    private void succeed() throws HeldBackException {
        circuit.leave(circuit.enter(null), true);
    }

    private void assertHeldBack(String why, Duration wait) {
        assertThatExceptionOfType(HeldBackException.class)
                .isThrownBy(() -> circuit.enter(null))
                .satisfies(held -> {
                    assertThat(held.why()).isEqualTo(why);
                    assertThat(held.waiting()).isEqualTo(wait);
                });
    }

    private void changed() {
        states.add(circuit.state());
    }
}
