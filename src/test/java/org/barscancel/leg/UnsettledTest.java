package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnsettledTest {
    private static final Answer NO_TOKEN = new Answer.Unauthorised("HTTP 401", true);

    private final Unsettled unsettled = Given.unsettled();

    static Stream<Answer> passing() {
        return Stream.of(
                new Answer.Unavailable("HTTP 503", null),
                new Answer.NotSent("no connection"),
                new Answer.TooManyRequests("HTTP 429", null),
                new Answer.MaybeApplied("no answer in time"),
                new Answer.Conflict("HTTP 412"),
                new Answer.Duplicate("HTTP 409"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void triesAgainWhatMayPass(Answer answer) {
        assertThat(unsettled.provider(Given.cancellation(), answer))
                .isInstanceOfSatisfying(Verdict.Again.class, again -> {
                    assertThat(again.delay()).isPositive();
                    assertThat(again.why()).contains(answer.what());
                    assertThat(again.cancellation().provider().attempts()).isEqualTo(1);
                    assertThat(again.cancellation().provider().firstAttemptAt()).isEqualTo(Given.NOW);
                });
        assertThat(unsettled.registry(Given.cancelled(), answer)).isInstanceOf(Verdict.Again.class);
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of(new Answer.Absent("HTTP 404"), Verdict.Reject.class, ProblemCode.NOT_FOUND),
                Arguments.of(new Answer.Refused("HTTP 422"), Verdict.Reject.class, ProblemCode.REFUSED),
                Arguments.of(new Answer.NotRouted("HTTP 404"), Verdict.Park.class, ProblemCode.ROUTING),
                Arguments.of(new Answer.Invalid("HTTP 302"), Verdict.Park.class, ProblemCode.INVALID_ANSWER),
                Arguments.of(new Answer.Unauthorised("HTTP 403", false), Verdict.Park.class, ProblemCode.UNAUTHORISED));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void endsWhatWillNotPass(Answer answer, Class<? extends Verdict> expected, ProblemCode code) {
        Verdict verdict = unsettled.provider(Given.cancellation(), answer);

        assertThat(verdict).isInstanceOf(expected);
        assertThat(code(verdict)).isEqualTo(code);
        assertThat(verdict.cancellation().provider().outcome())
                .isEqualTo(expected == Verdict.Reject.class ? ProviderOutcome.REJECTED : ProviderOutcome.PARKED);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void neverRejectsInTheRegistryLeg(Answer answer, Class<? extends Verdict> ignored, ProblemCode code) {
        Verdict verdict = unsettled.registry(Given.cancelled(), answer);

        assertThat(verdict).isInstanceOf(Verdict.Park.class);
        assertThat(code(verdict)).isEqualTo(code);
    }

    @Test
    void waitsAtLeastAsLongAsTheFarSideAsks() {
        Answer asks = new Answer.TooManyRequests("HTTP 429", Duration.ofMinutes(20));

        assertThat(((Verdict.Again) unsettled.provider(Given.cancellation(), asks)).delay())
                .isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void countsNoAttemptWhereNoCallWasMade() {
        Answer held = new Answer.HeldBack("the provider is paused", Duration.ofMinutes(3));
        Cancellation old = Given.cancellation()
                .with(ProviderProgress.NONE.attempted(Given.NOW.minus(Given.GIVE_UP_AFTER.multipliedBy(2))));

        assertThat(unsettled.provider(old, held)).isInstanceOfSatisfying(Verdict.Again.class, again -> {
            assertThat(again.cancellation()).isEqualTo(old);
            assertThat(again.leg()).isEqualTo(Leg.PROVIDER);
            assertThat(again.delay()).isEqualTo(Duration.ofMinutes(3));
            assertThat(again.why()).isEqualTo("Not sent: the provider is paused.");
        });
        assertThat(unsettled.registry(Given.cancelled(), held)).isInstanceOfSatisfying(Verdict.Again.class, again -> {
            assertThat(again.cancellation()).isEqualTo(Given.cancelled());
            assertThat(again.leg()).isEqualTo(Leg.REGISTRY);
        });
    }

    @Test
    void parksWhenTimeIsUsedUp() {
        Cancellation old =
                Given.cancellation().with(ProviderProgress.NONE.attempted(Given.NOW.minus(Given.GIVE_UP_AFTER)));

        Verdict verdict = unsettled.provider(old, new Answer.Unavailable("HTTP 503", null));

        assertThat(code(verdict)).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(((Verdict.Park) verdict).problem().message()).contains("2 attempts", "HTTP 503");
        assertThat(verdict.cancellation().provider().attempts()).isEqualTo(2);
    }

    @Test
    void parksTheRegistryLegWhenItsOwnTimeIsUsedUp() {
        Cancellation old =
                Given.cancelled().with(RegistryProgress.NONE.attempted(Given.NOW.minus(Given.GIVE_UP_AFTER)));

        assertThat(code(unsettled.registry(old, new Answer.Unavailable("HTTP 503", null))))
                .isEqualTo(ProblemCode.UNAVAILABLE);
    }

    @Test
    void renewsTheTokenOnceAndThenParks() {
        Verdict first = unsettled.provider(Given.cancellation(), NO_TOKEN);
        assertThat(((Verdict.Again) first).delay()).isZero();

        assertThat(code(unsettled.provider(first.cancellation(), NO_TOKEN))).isEqualTo(ProblemCode.UNAUTHORISED);
    }

    @Test
    void renewsTheTokenOfEachLegByItself() {
        Verdict first = unsettled.registry(Given.cancelled().with(ProviderProgress.NONE.renewed()), NO_TOKEN);
        assertThat(((Verdict.Again) first).delay()).isZero();

        assertThat(code(unsettled.registry(first.cancellation(), NO_TOKEN))).isEqualTo(ProblemCode.UNAUTHORISED);
    }

    @Test
    void parksAtOnceWhereThereIsNoTokenToRenew() {
        Unsettled without = new Unsettled(Given.retry(), cancellation -> false, Given.CLOCK);

        assertThat(code(without.provider(Given.cancellation(), NO_TOKEN))).isEqualTo(ProblemCode.UNAUTHORISED);
    }

    private static ProblemCode code(Verdict verdict) {
        return verdict instanceof Verdict.Reject reject
                ? reject.problem().code()
                : ((Verdict.Park) verdict).problem().code();
    }
}
