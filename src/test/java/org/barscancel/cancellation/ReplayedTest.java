package org.barscancel.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

/** What a replay begins anew, and what it keeps. */
class ReplayedTest {
    private static final Instant CAME = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant TRIED = Instant.parse("2026-11-30T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    @Test
    void beginsANewSeriesOfAttemptsInTheProviderLeg() {
        Cancellation parked = cancellation(
                ProviderProgress.NONE
                        .reading(ProviderProgress.Facts.NONE, Seen.NOTHING.reading(TRIED, "W/\"1\""))
                        .attempted(TRIED)
                        .conflicted()
                        .claimContradicted()
                        .renewed()
                        .putMayHaveHappened(TRIED)
                        .ended(ProviderOutcome.PARKED),
                RegistryProgress.NONE);

        Cancellation replayed = parked.replayed(3);

        assertThat(parked.leg()).isEqualTo(Leg.PROVIDER);
        assertThat(replayed.generation())
                .as("new request ids for its writes (R18)")
                .isEqualTo(3);
        assertThat(replayed.acceptedAt())
                .as("the same body as before (R5, R18)")
                .isEqualTo(parked.acceptedAt());
        assertThat(replayed.receivedAt()).as("the request is as old as it was").isEqualTo(CAME);
        assertThat(replayed.provider())
                .isEqualTo(new ProviderProgress(
                        0,
                        null,
                        true,
                        false,
                        0,
                        0,
                        false,
                        null,
                        ProviderProgress.Facts.NONE,
                        new Seen(true, TRIED, "W/\"1\"", TRIED),
                        List.of()));
        assertThat(replayed.request()).isEqualTo(parked.request());
        assertThat(replayed.cancellationId()).isEqualTo(parked.cancellationId());
    }

    @Test
    void leavesTheProviderLegAloneWhenTheRegistryLegStopped() {
        Cancellation parked = cancellation(
                ProviderProgress.NONE.ended(ProviderOutcome.ALREADY_DONE),
                RegistryProgress.NONE
                        .attempted(TRIED)
                        .with(Set.of("pointer-1"))
                        .changeClaimed()
                        .renewed());

        Cancellation replayed = parked.replayed(1);

        assertThat(parked.leg()).isEqualTo(Leg.REGISTRY);
        assertThat(replayed.leg()).isEqualTo(Leg.REGISTRY);
        assertThat(replayed.provider()).as("it has ended, for good (R17)").isEqualTo(parked.provider());
        assertThat(replayed.acceptedAt()).isEqualTo(parked.acceptedAt());
        assertThat(replayed.registry()).isEqualTo(new RegistryProgress(0, null, false, 0, false, Set.of("pointer-1")));
        assertThat(replayed.generation()).isEqualTo(1);
    }

    private static Cancellation cancellation(ProviderProgress provider, RegistryProgress registry) {
        return new Cancellation(
                UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d"),
                UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                0,
                CAME,
                CAME,
                new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, null, null, null),
                new Source("file", "a.json", null, "pas-1"),
                null,
                provider,
                registry);
    }
}
