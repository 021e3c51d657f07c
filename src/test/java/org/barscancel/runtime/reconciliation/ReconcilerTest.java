package org.barscancel.runtime.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.ReconciliationReport;
import org.barscancel.ledger.ReconciliationReport.State;
import org.barscancel.ledger.Reconciliations;
import org.barscancel.reconciliation.Compared;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.FindingKind;
import org.barscancel.reconciliation.Recorded;
import org.barscancel.request.TargetStatus;
import org.barscancel.runtime.ManualTime;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.broker.QueueSeals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");
    private static final UUID ID = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");

    private final ManualTime time = new ManualTime();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private Ledger ledger;
    private Reconciliations reconciliations;
    private Reconciler reconciler;
    private UUID asked;

    @BeforeEach
    void askForOne() {
        DataSource database = RouteTestSupport.emptyLedger();
        ledger = new Ledger(database, (home, requester, name) -> false, false);
        ledger.project(List.of(
                accepted(0),
                new Event.ProviderEnded(UUID.randomUUID(), START, ID, 0, ProviderOutcome.PARKED, 1, null)));
        reconciliations = new Reconciliations(database);
        reconciler = reconciler();
        asked = reconciliations
                .ask(START.minusSeconds(1), START.plusSeconds(1), true, START)
                .orElseThrow();
    }

    @Test
    void reportsWhatItFound() {
        run(Compared.Later.NO_ANSWER, 0);

        assertThat(report().state()).isEqualTo(State.DONE);
        assertThat(report().counts()).containsEntry(FindingKind.POINTER_LIVE, 1);
    }

    @Test
    void saysNothingAboutACancellationThatMovedMeanwhile() {
        reconciler.begin();
        Recorded recorded = reconciler.next();
        ledger.project(List.of(accepted(1)));
        reconciler.note(found(recorded));
        reconciler.keep();
        reconciler.begin();

        assertThat(report().state()).isEqualTo(State.DONE);
        assertThat(report().lookedAt()).isEqualTo(1);
        assertThat(report().counts()).isEmpty();
    }

    @Test
    void givesUpAFarSideThatDoesNotAnswerFiveTimes() {
        run(Compared.Later.NO_ANSWER, 5);

        assertThat(report().counts()).containsOnlyKeys(FindingKind.NOT_VERIFIABLE);
    }

    @Test
    void waitsAsLongAsItIsHeldBack() {
        run(Compared.Later.HELD_BACK, 20);

        assertThat(report().counts()).containsOnlyKeys(FindingKind.POINTER_LIVE);
    }

    @Test
    void takesNothingNewWhenTheProgramIsBeingEnded() {
        reconciler.begin();
        assertThat(reconciler.more()).isTrue();
        stopping.set(true);
        assertThat(reconciler.more()).isFalse();
    }

    @Test
    void whatTheLastRunOfTheProgramLeftIsBrokenOffByTheNextOne() {
        reconciler.begin();
        time.pass(Duration.ofMillis(1));
        new ReconciliationBeat(reconciliations, time).beat(Duration.ZERO);
        reconciler.note(found(reconciler.next()));
        reconciler.keep();

        assertThat(report().state()).isEqualTo(State.BROKEN_OFF);
        assertThat(report().counts()).isEmpty();
        assertThat(reconciliations.ask(START, START.plusSeconds(1), false, START))
                .isPresent();
    }

    /** All of it, after so many tries that settled nothing. */
    private void run(Compared.Later later, int tries) {
        for (int beat = 0; beat <= tries + 1; beat++) {
            reconciler.begin();
            if (reconciler.more()) {
                Recorded recorded = reconciler.next();
                reconciler.note(beat < tries ? new Compared(recorded, true, List.of(), null, later) : found(recorded));
            }
            reconciler.keep();
        }
    }

    private Reconciler reconciler() {
        QueueLook queues = new QueueLook(
                new ActiveMQConnectionFactory("vm://none"),
                List.of(),
                () -> true,
                new QueueSeals(SettingsGiven.with(java.util.Map.of()).queue(), KeysGiven.NO_TEXTS));
        return new Reconciler(UUID.randomUUID(), reconciliations, queues, stopping::get, time, true);
    }

    private ReconciliationReport report() {
        return reconciliations.report(asked).orElseThrow();
    }

    private static Compared found(Recorded recorded) {
        Finding finding = new Finding(ID, "a1", FindingKind.POINTER_LIVE, "What", "Do", false);
        return new Compared(recorded, true, List.of(finding), null, null);
    }

    private static Event accepted(int generation) {
        return new Event.Accepted(
                new UUID(1, generation),
                START,
                ID,
                generation,
                ID,
                null,
                "a1",
                TargetStatus.CANCELLED,
                null,
                null,
                START,
                new Source("queue", null, null, "pas-1"),
                null,
                null,
                null,
                null,
                false);
    }
}
