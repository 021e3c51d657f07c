package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final Instant CAME = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final UUID ONE = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");
    private static final UUID OTHER = UUID.fromString("6f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");

    @Test
    void runsAgainUnderAGenerationAboveAllThatAreKnown() {
        assertThat(generations(past(0, false, true), parked(ONE, 0))).containsExactly(1);
        assertThat(generations(Optional.empty(), parked(ONE, 4))).containsExactly(5);
        assertThat(generations(past(3, false, true), parked(ONE, 4)))
                .as("the ledger lags behind")
                .containsExactly(5);
    }

    @Test
    void tellsTheLedgerWhichLegBeginsAnew() {
        Replays.Again provider = again(past(0, false, true), parked(ONE, 0)).get(0);
        Replays.Again registry =
                again(past(0, false, true), withoutPointer(ONE, 0)).get(0);

        assertThat(provider.event().leg()).isEqualTo(Leg.PROVIDER);
        assertThat(registry.event().leg()).isEqualTo(Leg.REGISTRY);
        assertThat(provider.event().generation()).isEqualTo(1);
        assertThat(provider.event().cancellationId()).isEqualTo(ONE);
        assertThat(provider.event().at()).isEqualTo(NOW);
        assertThat(provider.event().by()).as("nobody is known yet").isNull();
        assertThat(provider.cancellation().acceptedAt())
                .as("its PUT has the body of the first one (R5)")
                .isEqualTo(CAME);
    }

    @Test
    void ofSeveralMessagesOfACancellationOneGoesOn() {
        assertThat(again(past(1, false, true), parked(ONE, 0), parked(OTHER, 1), parked(ONE, 1)))
                .extracting(again -> again.cancellation().cancellationId())
                .containsExactly(ONE, OTHER);
        assertThat(again(past(1, false, true), withoutPointer(ONE, 0), parked(ONE, 1)))
                .as("the appointment is cancelled: only the registry leg runs again (R17)")
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.cancellation().leg()).isEqualTo(Leg.REGISTRY);
                    assertThat(again.event().generation()).isEqualTo(2);
                });
    }

    @Test
    void doesNotRunAgainWhatALaterRunHasOvertaken() {
        assertThat(again(past(1, true, true), parked(ONE, 0)))
                .as("it ended well")
                .isEmpty();
        assertThat(again(past(1, false, false), parked(ONE, 0)))
                .as("it is on its way")
                .isEmpty();
        assertThat(again(past(1, false, true), parked(ONE, 0)))
                .as("the later run left a message of its own")
                .isEmpty();
        assertThat(again(past(1, false, false), withoutPointer(ONE, 0)))
                .as("it is on its way")
                .isEmpty();
    }

    @Test
    void losesNothingWhileTheLedgerDoesNotKnowYetThatItStopped() {
        assertThat(again(past(1, false, false), parked(ONE, 1))).hasSize(1);
        assertThat(again(past(0, false, false), parked(ONE, 1))).hasSize(1);
        assertThat(again(Optional.empty(), withoutPointer(ONE, 0))).hasSize(1);
    }

    private static List<Integer> generations(Optional<History.Past> past, Cancellation... stopped) {
        return again(past, stopped).stream()
                .map(again -> again.cancellation().generation())
                .toList();
    }

    private static List<Replays.Again> again(Optional<History.Past> past, Cancellation... stopped) {
        return new Replays(id -> past, Clock.fixed(NOW, ZoneOffset.UTC)).of(List.of(stopped), null);
    }

    private static Optional<History.Past> past(int generation, boolean endedWell, boolean ended) {
        return Optional.of(new History.Past(generation, endedWell, ended));
    }

    private static Cancellation parked(UUID id, int generation) {
        return cancellation(id, generation, ProviderOutcome.PARKED);
    }

    private static Cancellation withoutPointer(UUID id, int generation) {
        return cancellation(id, generation, ProviderOutcome.DONE);
    }

    private static Cancellation cancellation(UUID id, int generation, ProviderOutcome outcome) {
        return new Cancellation(
                id,
                id,
                generation,
                CAME,
                CAME,
                new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, null, null, null),
                new Source("file", "a.json", null, "pas-1"),
                null,
                ProviderProgress.NONE.ended(outcome),
                RegistryProgress.NONE);
    }
}
