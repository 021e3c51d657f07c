package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.cancellation.ProviderOutcome.ALREADY_DONE;
import static org.barscancel.cancellation.ProviderOutcome.DONE;
import static org.barscancel.cancellation.ProviderOutcome.PARKED;
import static org.barscancel.cancellation.ProviderOutcome.PENDING;
import static org.barscancel.cancellation.ProviderOutcome.REJECTED;
import static org.barscancel.ledger.Events.accepted;
import static org.barscancel.ledger.Events.at;
import static org.barscancel.ledger.Events.lookedUp;
import static org.barscancel.ledger.Events.provider;
import static org.barscancel.ledger.Events.registry;
import static org.barscancel.ledger.Events.replayed;
import static org.barscancel.ledger.Events.sought;
import static org.barscancel.ledger.Events.waiting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void isPendingUntilALegHasEnded() {
        CancellationState state = state(accepted("c", 0, 1));

        assertThat(state.provider().outcome()).isEqualTo(PENDING);
        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.PENDING);
        assertThat(state.isFinal()).isFalse();
    }

    @Test
    void knowsTheAppointmentOnceItIsFound() {
        assertThat(state(sought("c", 0, 1)).appointmentId()).isNull();
        assertThat(state(sought("c", 0, 1), lookedUp("c", 0, "a1", 2)).appointmentId())
                .isEqualTo("a1");
    }

    @Test
    void goesByTheAppointmentThatTheRequestNames() {
        assertThat(state(accepted("c", 0, 1), lookedUp("c", 0, "a1", 2)).appointmentId())
                .isEqualTo("appointment-c");
    }

    @Test
    void goesByTheAppointmentThatTheLastRunFound() {
        assertThat(state(sought("c", 0, 1), lookedUp("c", 1, "a2", 3), lookedUp("c", 0, "a1", 2))
                        .appointmentId())
                .isEqualTo("a2");
        assertThat(state(sought("c", 0, 1), lookedUp("c", 0, "a1", 2), lookedUp("c", 0, "a2", 3))
                        .appointmentId())
                .isEqualTo("a1");
    }

    @Test
    void isFinalWhenBothLegsHaveEnded() {
        CancellationState state =
                state(accepted("c", 0, 1), provider("c", 0, DONE, 2), registry("c", 0, RegistryOutcome.REMOVED, 3));

        assertThat(state.finishedAt()).isEqualTo(at(3));
        assertThat(state.pointers()).isEqualTo(2);
    }

    @Test
    void isNotFinalBeforeItIsKnownWhatWasAsked() {
        CancellationState state = state(provider("c", 0, DONE, 2), registry("c", 0, RegistryOutcome.REMOVED, 3));

        assertThat(state.isFinal()).isFalse();
        assertThat(state.provider().outcome()).isEqualTo(DONE);
    }

    @Test
    void staysDoneWhenASecondRunFindsItDone() {
        CancellationState state = state(
                accepted("c", 0, 1),
                provider("c", 0, ALREADY_DONE, 2),
                provider("c", 0, DONE, 5),
                provider("c", 1, ALREADY_DONE, 9),
                registry("c", 0, RegistryOutcome.REMOVED, 6),
                registry("c", 1, RegistryOutcome.ALREADY_ABSENT, 10));

        assertThat(state.provider().outcome()).isEqualTo(DONE);
        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.REMOVED);
        assertThat(state.finishedAt()).isEqualTo(at(6));
    }

    @Test
    void staysDoneWhenALaterRunFails() {
        CancellationState state = state(
                accepted("c", 0, 1),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.REMOVED, 3),
                accepted("c", 1, 4),
                provider("c", 1, REJECTED, 5),
                registry("c", 1, RegistryOutcome.SKIPPED, 5));

        assertThat(state.provider().outcome()).isEqualTo(DONE);
        assertThat(state.provider().problem()).isNull();
        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.REMOVED);
    }

    @Test
    void skipsTheRegistryWhenTheProviderLegFailedWhetherOrNotAnEventSaysSo() {
        CancellationState silent = state(accepted("c", 0, 1), provider("c", 0, REJECTED, 2));
        CancellationState told =
                state(accepted("c", 0, 1), provider("c", 0, REJECTED, 2), registry("c", 0, RegistryOutcome.SKIPPED, 3));

        assertThat(silent.registry().outcome()).isEqualTo(RegistryOutcome.SKIPPED);
        assertThat(silent.finishedAt()).isEqualTo(at(2));
        assertThat(told).isEqualTo(silent);
    }

    @Test
    void isPendingAgainWhileAReplayRuns() {
        CancellationState provider =
                state(accepted("c", 0, 1), provider("c", 0, REJECTED, 2), replayed("c", 1, Leg.PROVIDER, 5));
        CancellationState registry = state(
                accepted("c", 0, 1),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.PARKED, 3),
                replayed("c", 1, Leg.REGISTRY, 5));

        assertThat(provider.provider().outcome()).isEqualTo(PENDING);
        assertThat(provider.provider().problem()).isNull();
        assertThat(provider.isFinal()).isFalse();
        assertThat(registry.provider().outcome()).isEqualTo(DONE);
        assertThat(registry.registry().outcome()).isEqualTo(RegistryOutcome.PENDING);
        assertThat(registry.registry().problem()).isNull();
        assertThat(registry.isFinal()).isFalse();
    }

    @Test
    void endsAsTheReplayEndsWhateverCameBefore() {
        CancellationState state = state(
                provider("c", 1, PARKED, 7),
                replayed("c", 1, Leg.PROVIDER, 5),
                provider("c", 0, REJECTED, 2),
                accepted("c", 0, 1));

        assertThat(state.provider().outcome()).isEqualTo(PARKED);
        assertThat(state.finishedAt()).isEqualTo(at(7));
        assertThat(state.generation()).isEqualTo(1);
    }

    @Test
    void rejectedOutranksParkedInOneGenerationOnly() {
        assertThat(state(accepted("c", 0, 1), provider("c", 0, REJECTED, 2), provider("c", 0, PARKED, 3))
                        .provider()
                        .outcome())
                .isEqualTo(REJECTED);
        assertThat(state(accepted("c", 0, 1), provider("c", 0, REJECTED, 2), provider("c", 1, PARKED, 3))
                        .provider()
                        .outcome())
                .isEqualTo(PARKED);
    }

    @Test
    void aLaterAcceptanceStartsAFailedLegAgain() {
        CancellationState state = state(
                accepted("c", 0, 1),
                provider("c", 0, PARKED, 2),
                registry("c", 0, RegistryOutcome.SKIPPED, 2),
                accepted("c", 1, 9));

        assertThat(state.provider().outcome()).isEqualTo(PENDING);
        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.PENDING);
        assertThat(state.provider().problem()).isNull();
        assertThat(state.isFinal()).isFalse();
    }

    @Test
    void theSkipOfAFailedRunDoesNotStandInForTheRegistryOfALaterRun() {
        CancellationState state = state(
                accepted("c", 0, 1),
                provider("c", 0, PARKED, 2),
                registry("c", 0, RegistryOutcome.SKIPPED, 2),
                accepted("c", 1, 3),
                provider("c", 1, DONE, 4));

        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.PENDING);
        assertThat(state.isFinal()).isFalse();
    }

    @Test
    void theSkipOfALaterFailedRunDoesNotHideAPointerThatIsLeft() {
        CancellationState state = state(
                accepted("c", 0, 1),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.PARKED, 3),
                accepted("c", 1, 4),
                provider("c", 1, PARKED, 5),
                registry("c", 1, RegistryOutcome.SKIPPED, 5));

        assertThat(state.provider().outcome()).isEqualTo(DONE);
        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.PARKED);
        assertThat(state.isFinal()).isTrue();
    }

    @Test
    void aReplayOfTheRegistryLegRunsAndEnds() {
        List<Event> events = new ArrayList<>(List.of(
                accepted("c", 0, 1),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.PARKED, 3),
                accepted("c", 1, 4)));

        assertThat(state(events).registry().outcome()).isEqualTo(RegistryOutcome.PENDING);

        events.add(registry("c", 1, RegistryOutcome.ALREADY_ABSENT, 5));

        assertThat(state(events).registry().outcome()).isEqualTo(RegistryOutcome.ALREADY_ABSENT);
        assertThat(state(events).finishedAt()).isEqualTo(at(5));
    }

    @Test
    void aSkipAfterSuccessIsAnEndThatARepeatDoesNotUndo() {
        CancellationState state = state(
                accepted("c", 0, 1),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.SKIPPED, 2),
                accepted("c", 1, 9));

        assertThat(state.registry().outcome()).isEqualTo(RegistryOutcome.SKIPPED);
        assertThat(state.finishedAt()).isEqualTo(at(2));
    }

    @Test
    void showsAWaitOnlyWhileItsLegIsPendingInTheHighestGeneration() {
        Event.Waiting wait = waiting("c", 0, Leg.PROVIDER, 3, 2);

        assertThat(state(accepted("c", 0, 1), wait).waiting()).isTrue();
        assertThat(state(accepted("c", 0, 1), wait).provider().attempts()).isEqualTo(3);
        assertThat(state(accepted("c", 0, 1), wait, provider("c", 0, PARKED, 3)).waiting())
                .isFalse();
        assertThat(state(accepted("c", 0, 1), wait, provider("c", 0, PARKED, 3), accepted("c", 1, 4))
                        .waiting())
                .isFalse();
    }

    @Test
    void showsTheLastOfSeveralWaits() {
        CancellationState state =
                state(accepted("c", 0, 1), waiting("c", 0, Leg.PROVIDER, 2, 5), waiting("c", 0, Leg.PROVIDER, 1, 3));

        assertThat(state.provider().attempts()).isEqualTo(2);
        assertThat(state.lastWait()).isNotNull().extracting(LastWait::until).isEqualTo(at(65));
    }

    @Test
    void isSettledWhenItHasEndedWellAndSinceTheLastThatIsKnownOfIt() {
        Event repeat = accepted("c", 0, 9);

        assertThat(state(accepted("c", 0, 1), provider("c", 0, DONE, 2)).settledAt())
                .isNull();
        assertThat(state(accepted("c", 0, 1), provider("c", 0, DONE, 2), registry("c", 0, RegistryOutcome.REMOVED, 3))
                        .settledAt())
                .isEqualTo(at(3));
        assertThat(state(accepted("c", 0, 1), provider("c", 0, DONE, 2), registry("c", 0, RegistryOutcome.SKIPPED, 3))
                        .settledAt())
                .isEqualTo(at(3));
        assertThat(state(
                                accepted("c", 0, 1),
                                provider("c", 0, DONE, 2),
                                registry("c", 0, RegistryOutcome.REMOVED, 3),
                                repeat)
                        .settledAt())
                .isEqualTo(at(9));
    }

    @Test
    void isSettledWhenALaterEndHasReplacedWhatWasParked() {
        assertThat(state(
                                accepted("c", 0, 1),
                                provider("c", 0, PARKED, 2),
                                accepted("c", 1, 3),
                                provider("c", 1, ALREADY_DONE, 4),
                                registry("c", 1, RegistryOutcome.ALREADY_ABSENT, 5))
                        .settledAt())
                .isEqualTo(at(5));
    }

    /** A repair of the registry is a later run of what had ended well; the ledger's outcome does not show it. */
    @Test
    void isNotSettledWhileALaterRunIsOnItsWayOrStopped() {
        List<Event> ended =
                List.of(accepted("c", 0, 1), provider("c", 0, DONE, 2), registry("c", 0, RegistryOutcome.REMOVED, 3));
        for (Event later : List.of(
                registry("c", 1, RegistryOutcome.PARKED, 4),
                waiting("c", 1, Leg.REGISTRY, 1, 4),
                replayed("c", 1, Leg.REGISTRY, 4),
                provider("c", 1, REJECTED, 4))) {
            List<Event> all = new ArrayList<>(ended);
            all.add(later);

            assertThat(state(all).settledAt()).as(later.toString()).isNull();
            all.add(registry("c", 1, RegistryOutcome.REMOVED, 5));
            assertThat(state(all).settledAt()).as(later.toString()).isNotNull();
        }
    }

    @Property
    void whatIsSettledHasEndedWellAndNothingCameAfter(@ForAll("histories") List<Event> events) {
        CancellationState state = state(events);

        if (state.settledAt() != null) {
            assertThat(state.finishedAt()).isNotNull();
            assertThat(state.provider().outcome().succeeded()).isTrue();
            assertThat(state.registry().outcome()).isNotIn(RegistryOutcome.PENDING, RegistryOutcome.PARKED);
            assertThat(events)
                    .filteredOn(event -> ((Event.OfCancellation) event).generation() == state.generation())
                    .anyMatch(event -> event instanceof Event.RegistryEnded end
                            && end.outcome() != RegistryOutcome.PENDING
                            && end.outcome() != RegistryOutcome.PARKED);
        }
    }

    /** A message that was delivered twice leaves two ends; nothing of it depends on which is told first. */
    @Property
    void theOrderOfTheEventsDoesNotMatter(@ForAll("histories") List<Event> events, @ForAll Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        assertThat(state(shuffled)).isEqualTo(state(events));
    }

    @Property
    void aSuccessIsNeverUndone(@ForAll("histories") List<Event> events, @ForAll("events") Event more) {
        CancellationState before = state(events);
        List<Event> longer = new ArrayList<>(events);
        longer.add(more);
        CancellationState after = state(longer);

        assertThat(after.provider().outcome()).satisfies(outcome -> {
            if (before.provider().outcome().succeeded()) {
                assertThat(outcome).isGreaterThanOrEqualTo(before.provider().outcome());
            }
        });
        assertThat(after.registry().outcome()).satisfies(outcome -> {
            if (before.registry().outcome().succeeded()) {
                assertThat(outcome).isGreaterThanOrEqualTo(before.registry().outcome());
            }
        });
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return events().list().ofMaxSize(12).uniqueElements(Event::eventId);
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<Integer> generation = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> second = Arbitraries.integers().between(0, 5);
        return Arbitraries.oneOf(
                Combinators.combine(generation, second).as((g, s) -> accepted("c", g, s)),
                Combinators.combine(generation, second).as((g, s) -> sought("c", g, s)),
                Combinators.combine(generation, Arbitraries.of("a1", "a2"), second)
                        .as((g, a, s) -> lookedUp("c", g, a, s)),
                Combinators.combine(generation, Arbitraries.of(Leg.class), second)
                        .as((g, leg, s) -> waiting("c", g, leg, s, s)),
                Combinators.combine(generation, Arbitraries.of(ProviderOutcome.class), second)
                        .as((g, outcome, s) -> provider("c", g, outcome, s)),
                Combinators.combine(generation, Arbitraries.of(RegistryOutcome.class), second)
                        .as((g, outcome, s) -> registry("c", g, outcome, s)));
    }

    private static CancellationState state(Event... events) {
        return state(List.of(events));
    }

    private static CancellationState state(List<Event> events) {
        LastWait wait = events.stream()
                .filter(Event.Waiting.class::isInstance)
                .map(event -> LastWait.of((Event.Waiting) event))
                .reduce(LastWait::later)
                .orElse(null);
        return CancellationState.of(
                Events.id("c"),
                new History(events.stream()
                        .filter(event -> !(event instanceof Event.Waiting))
                        .map(Event.OfCancellation.class::cast)
                        .toList()),
                wait,
                Telling.NONE);
    }
}
