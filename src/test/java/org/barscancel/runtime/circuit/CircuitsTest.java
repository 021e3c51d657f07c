package org.barscancel.runtime.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answer;
import org.barscancel.runtime.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CircuitsTest {
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Answer DOWN = new Answer.Unavailable("HTTP 503", null);
    private static final Answer FINE = new Answer.Success("HTTP 200", new byte[0], null);

    private final ManualTime time = new ManualTime();
    private final Circuit provider = circuit("provider");
    private final Circuit registry = circuit("registry");
    private final Circuits circuits = new Circuits(Map.of("provider", provider, "registry", registry));

    @AfterEach
    void endWhatThisThreadBegan() {
        circuits.end();
    }

    static Stream<Answer> outages() {
        return Stream.of(DOWN, new Answer.NotSent("no connection"), new Answer.MaybeApplied("no answer in time"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void pausesTheFarSideWhoseAnswersShowAnOutage(Answer answer) throws Exception {
        for (int i = 0; i < FAILURES; i++) {
            attempt("provider", answer);
        }

        assertThat(provider.state()).isEqualTo(CircuitState.PAUSED);
        assertThat(registry.state()).isEqualTo(CircuitState.CLOSED);
    }

    static Stream<Answer> answersOfAFarSideThatWorks() {
        return Stream.of(
                FINE,
                new Answer.Duplicate("HTTP 409"),
                new Answer.Conflict("HTTP 412"),
                new Answer.Unauthorised("HTTP 401", true),
                new Answer.Unauthorised("HTTP 403", false),
                new Answer.Absent("HTTP 404"),
                new Answer.NotRouted("HTTP 404"),
                new Answer.Refused("HTTP 422"),
                new Answer.Invalid("HTTP 302"));
    }

    @ParameterizedTest
    @MethodSource("answersOfAFarSideThatWorks")
    void takesWhateverElseIsAnsweredForASignOfLife(Answer answer) throws Exception {
        for (int i = 0; i < 3 * FAILURES; i++) {
            attempt("provider", i % FAILURES == 0 ? answer : DOWN);
        }

        assertThat(provider.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void isNotMisledByReadsThatAreAnsweredWhereWritesAreNot() throws Exception {
        for (int i = 0; i < FAILURES; i++) {
            attempt("provider", FINE, FINE, DOWN);
        }

        assertThat(provider.state()).isEqualTo(CircuitState.PAUSED);
    }

    @Test
    void keepsProbingWhenTheReadOfTheProbeIsAnsweredAndItsWriteIsNot() throws Exception {
        for (int i = 0; i < FAILURES; i++) {
            attempt("provider", DOWN);
        }
        time.pass(PAUSE);

        attempt("provider", FINE, DOWN);

        assertThat(provider.state()).isEqualTo(CircuitState.PAUSED);
    }

    @Test
    void countsForNothingAnAttemptThatWasHeldBack() throws Exception {
        attempt("provider", DOWN);
        attempt("provider", DOWN);
        attempt("provider", FINE, new Answer.HeldBack("no room", PAUSE));
        assertThat(provider.state()).isEqualTo(CircuitState.CLOSED);

        attempt("provider", DOWN);

        assertThat(provider.state()).isEqualTo(CircuitState.PAUSED);
    }

    @Test
    void leavesItToTheNextAttemptToProbeWhenOneWasHeldBackForAnotherReason() throws Exception {
        circuits.record("provider", new Answer.TooManyRequests("HTTP 429", PAUSE));
        time.pass(PAUSE);

        attempt("provider", new Answer.HeldBack("the rate cap leaves no room", PAUSE));
        assertThat(provider.state()).isEqualTo(CircuitState.PROBING);
        attempt("provider", FINE);

        assertThat(provider.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void keepsTheFarSidesOfOneAttemptApart() throws Exception {
        for (int i = 0; i < FAILURES; i++) {
            circuits.begin();
            circuits.enter("provider");
            circuits.record("provider", FINE);
            circuits.enter("registry");
            circuits.record("registry", DOWN);
            circuits.end();
        }

        assertThat(provider.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(registry.state()).isEqualTo(CircuitState.PAUSED);
    }

    @Test
    void pausesAtOnceOnA429WhoeverGotIt() {
        circuits.record("provider", new Answer.TooManyRequests("HTTP 429", PAUSE));

        assertThat(provider.state()).isEqualTo(CircuitState.PAUSED);
        assertThatExceptionOfType(HeldBackException.class).isThrownBy(() -> circuits.enter("provider"));
    }

    @Test
    void letsCallsOutsideOfAnAttemptCountForNothing() throws Exception {
        for (int i = 0; i < FAILURES; i++) {
            circuits.enter("provider");
            circuits.record("provider", DOWN);
        }

        assertThat(provider.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void leavesUnknownFarSidesAlone() throws Exception {
        attempt("nobody", DOWN, DOWN, DOWN);

        assertThat(provider.state()).isEqualTo(CircuitState.CLOSED);
    }

    private void attempt(String farSide, Answer... answers) throws HeldBackException {
        circuits.begin();
        for (Answer answer : answers) {
            circuits.enter(farSide);
            circuits.record(farSide, answer);
        }
        circuits.end();
    }

    private Circuit circuit(String farSide) {
        return new Circuit(farSide, new BarsSettings.Circuit(FAILURES, PAUSE), time, time, () -> {});
    }
}
