package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

/** What becomes of requests that were not begun when their list was aborted. */
class AbortedListTest {
    private final AbortedList aborted = new AbortedList();

    @Test
    void aDryRunThatWouldHaveCancelledIsRejectedAsTheRequestThatIsMeant() {
        Cancellation dryRun = cancellation();
        Cancellation would = dryRun.with(dryRun.provider().ended(ProviderOutcome.WOULD_CANCEL));

        ProviderStep step = aborted.instead(dryRun, new ProviderStep.Ended(new Verdict.Proceed(would)));

        assertThat(step).isInstanceOfSatisfying(ProviderStep.Ended.class, ended -> assertThat(ended.verdict())
                .isInstanceOfSatisfying(Verdict.Reject.class, reject -> {
                    assertThat(reject.problem().code()).isEqualTo(ProblemCode.ABORTED);
                    assertThat(reject.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.REJECTED);
                }));
    }

    @Test
    void oneThatIsFoundCancelledIsSoForADryRunToo() {
        Cancellation dryRun = cancellation();
        ProviderStep.Ended already = new ProviderStep.Ended(
                new Verdict.Proceed(dryRun.with(dryRun.provider().ended(ProviderOutcome.ALREADY_DONE))));

        assertThat(aborted.instead(dryRun, already)).isSameAs(already);
    }

    @Test
    void oneThatCouldNotBeReadWaits() {
        ProviderStep step = aborted.instead(
                cancellation(),
                new ProviderStep.Ended(
                        new Verdict.Again(cancellation(), Leg.PROVIDER, Duration.ZERO, "It does not answer.")));

        assertThat(((Verdict.Again) ((ProviderStep.Ended) step).verdict()).delay())
                .isEqualTo(Duration.ofSeconds(5));
    }

    private static Cancellation cancellation() {
        UUID id = new UUID(1, 1);
        Instant came = Instant.parse("2026-11-30T08:00:00Z");
        return new Cancellation(
                id,
                id,
                0,
                came,
                came,
                new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, null, null, null).asDryRun(),
                new Source("http", null, 1, null),
                null,
                ProviderProgress.NONE,
                RegistryProgress.NONE);
    }
}
