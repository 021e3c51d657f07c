package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictEventsTest {
    private static final Problem PROBLEM = new Problem(ProblemCode.UNAVAILABLE, "It did not answer.");

    private final VerdictEvents events = new VerdictEvents(Given.CLOCK);

    static Stream<Verdict> endings() {
        return Stream.of(
                new Verdict.Proceed(Given.cancelled()),
                new Verdict.Finished(Given.cancelled(), RegistryOutcome.REMOVED, 1),
                new Verdict.Finished(Given.cancelled(), RegistryOutcome.SKIPPED, 0),
                new Verdict.Found(Given.sought(Given.BY_TIME).found("a1")),
                new Verdict.Reject(Given.cancellation(), Leg.PROVIDER, PROBLEM),
                new Verdict.Park(Given.cancellation(), Leg.PROVIDER, PROBLEM),
                new Verdict.Park(Given.cancelled(), Leg.REGISTRY, PROBLEM));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void tellsTheEndsOfTwoRunsApartAndFindsOnce(Verdict verdict) {
        VerdictEvents later = new VerdictEvents(Clock.fixed(Given.NOW.plusSeconds(60), ZoneOffset.UTC));
        List<UUID> again = ids(later.of(verdict));

        assertThat(ids(events.of(verdict))).isEqualTo(ids(events.of(verdict)));
        if (verdict instanceof Verdict.Found) {
            assertThat(again).isEqualTo(ids(events.of(verdict)));
        } else {
            assertThat(again).doesNotContainAnyElementsOf(ids(events.of(verdict)));
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void givesAnotherGenerationOtherIds(Verdict verdict) {
        Verdict replayed = new Verdict.Proceed(verdict.cancellation().nextGeneration());

        assertThat(ids(events.of(verdict))).doesNotContainAnyElementsOf(ids(events.of(replayed)));
    }

    @Test
    void givesEveryEndingItsOwnIds() {
        List<UUID> all = endings()
                .filter(verdict -> !(verdict instanceof Verdict.Finished finished
                        && finished.registry() == RegistryOutcome.SKIPPED))
                .flatMap(verdict -> ids(events.of(verdict)).stream())
                .toList();

        // Rejected and parked skip the registry leg alike; that is told by one and the same event.
        assertThat(Set.copyOf(all)).hasSize(all.size() - 1);
    }

    @Test
    void tellsEachWaitOnItsOwn() {
        Verdict again = new Verdict.Again(Given.cancellation(), Leg.PROVIDER, Duration.ofSeconds(3), "why");
        VerdictEvents later = new VerdictEvents(Clock.fixed(Given.NOW.plusSeconds(60), ZoneOffset.UTC));

        assertThat(ids(events.of(again))).isEqualTo(ids(events.of(again))).isNotEqualTo(ids(later.of(again)));
        assertThat(events.of(again)).singleElement().isInstanceOfSatisfying(Event.Waiting.class, waiting -> assertThat(
                        waiting.until())
                .isEqualTo(Given.NOW.plusSeconds(3)));
    }

    @Test
    void tellsHowTheProviderLegSucceeded() {
        Cancellation already = Given.cancellation().with(ProviderProgress.NONE.ended(ProviderOutcome.ALREADY_DONE));

        assertThat(events.of(new Verdict.Proceed(already)))
                .singleElement()
                .isInstanceOfSatisfying(Event.ProviderEnded.class, ended -> {
                    assertThat(ended.outcome()).isEqualTo(ProviderOutcome.ALREADY_DONE);
                    assertThat(ended.attempts()).isEqualTo(1);
                });
    }

    @Test
    void tellsThatTheRegistryIsSkippedWhenTheProviderLegFails() {
        assertThat(events.of(new Verdict.Reject(Given.cancellation(), Leg.PROVIDER, PROBLEM)))
                .satisfiesExactly(
                        provider -> assertThat(((Event.ProviderEnded) provider).problem())
                                .isEqualTo(PROBLEM),
                        registry -> assertThat(((Event.RegistryEnded) registry).outcome())
                                .isEqualTo(RegistryOutcome.SKIPPED));
    }

    @Test
    void tellsHowManyPointersWereRemovedBeforeTheRegistryLegWasParked() {
        Cancellation half = Given.cancelled().with(RegistryProgress.NONE.with(Set.of("d1")));

        assertThat(events.of(new Verdict.Park(half, Leg.REGISTRY, PROBLEM)))
                .singleElement()
                .isInstanceOfSatisfying(Event.RegistryEnded.class, ended -> {
                    assertThat(ended.outcome()).isEqualTo(RegistryOutcome.PARKED);
                    assertThat(ended.pointers()).isEqualTo(1);
                });
    }

    private static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::eventId).toList();
    }
}
