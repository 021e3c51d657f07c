package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.cancellation.Source;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

/** What is tried is what would run again, and cannot be taken for it. */
class RehearsalsTest {
    private static final Instant CAME = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final UUID PRESS = new UUID(1, 2);

    private final Rehearsals rehearsals = new Rehearsals(number -> "hash of it", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void oneIsADryRunOfItsOwnForTheSameBookingAndProvider() {
        Cancellation stopped = stopped(1);

        Rehearsals.Made made = rehearsals.of(asked(ReplaySelection.one(stopped.cancellationId())), List.of(stopped));

        assertThat(made.opening()).isEmpty();
        Cancellation tried = made.requests().get(0).cancellation();
        assertThat(tried.isDryRun()).isTrue();
        assertThat(tried.cancellationId()).isNotEqualTo(stopped.cancellationId());
        assertThat(tried.correlationId()).isEqualTo(stopped.correlationId());
        assertThat(tried.receivedAt()).isEqualTo(CAME);
        assertThat(tried.providerName()).isEqualTo("north");
        assertThat(tried.provider().seen()).isEqualTo(stopped.provider().seen());
        assertThat(tried.provider().outcome()).isNull();
        assertThat(tried.provider().putSent()).isFalse();
        assertThat(tried.notBegun()).isTrue();
        assertThat(tried.replyTo()).as("who waits for the other one").isNull();
        assertThat(tried.request().requestId()).as("its requester's own").isNull();
        assertThat(tried.source()).isEqualTo(new Source("console", null, null, "pas-1"));
        Event.Accepted told = made.requests().get(0).event();
        assertThat(told.cancellationId()).isEqualTo(tried.cancellationId());
        assertThat(told.receivedAt()).isEqualTo(NOW);
        assertThat(told.dryRun()).isTrue();
        assertThat(told.nhsNumberHash()).isEqualTo("hash of it");
        assertThat(told.batchId()).isNull();
    }

    @Test
    void aGroupIsAList() {
        Rehearsals.Asked asked = asked(new ReplaySelection(null, ProblemCode.NOT_FOUND, null, null, null, null));

        Rehearsals.Made made = rehearsals.of(asked, List.of(stopped(1), stopped(2)));

        assertThat(made.opening()).singleElement().isInstanceOfSatisfying(Event.BatchOpened.class, opened -> {
            assertThat(opened.size()).isEqualTo(2);
            assertThat(opened.batchId()).isEqualTo(asked.batchId());
            assertThat(opened.name()).as("that of a file").isNull();
        });
        assertThat(made.requests())
                .extracting(one -> one.event().source().row())
                .containsExactly(1, 2);
        assertThat(rehearsals.of(asked, List.of()).opening()).isEmpty();
    }

    @Test
    void theSameFormGivesTheSameOnesAndAnotherFormOthers() {
        ReplaySelection one = ReplaySelection.one(stopped(1).cancellationId());

        assertThat(rehearsals.of(asked(one), List.of(stopped(1))))
                .isEqualTo(rehearsals.of(asked(one), List.of(stopped(1))))
                .isNotEqualTo(rehearsals.of(new Rehearsals.Asked(new UUID(1, 3), one, null), List.of(stopped(1))));
    }

    private static Rehearsals.Asked asked(ReplaySelection selection) {
        return new Rehearsals.Asked(PRESS, selection, null);
    }

    private static Cancellation stopped(int n) {
        UUID id = new UUID(7, n);
        return new Cancellation(
                        id,
                        new UUID(8, n),
                        3,
                        CAME,
                        CAME,
                        new CancellationRequest(
                                "r-1",
                                null,
                                "a" + n,
                                TargetStatus.CANCELLED,
                                null,
                                NhsNumber.parse("9990000018").orElseThrow(),
                                null,
                                null),
                        new Source("file", "clinic.csv", 4, "pas-1"),
                        new ReplyTo("answers", false, "c-1"),
                        ProviderProgress.NONE
                                .reading(
                                        ProviderProgress.Facts.NONE,
                                        ProviderProgress.NONE.seen().reading(CAME, "7"))
                                .putMayHaveHappened(CAME)
                                .ended(ProviderOutcome.PARKED),
                        RegistryProgress.NONE)
                .to("north");
    }
}
