package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.cancellation.ProviderOutcome.DONE;
import static org.barscancel.cancellation.ProviderOutcome.REJECTED;
import static org.barscancel.ledger.Events.at;
import static org.barscancel.ledger.Events.id;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.ledger.ReconciliationReport.State;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.FindingKind;
import org.barscancel.reconciliation.Recorded;
import org.barscancel.request.TargetService;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What reconciliations keep on every database. */
abstract class ReconciliationsContract {
    private static final UUID WORKER = id("worker");
    private static final UUID ANOTHER = id("another");

    private Ledger ledger;
    private Reconciliations reconciliations;

    @RegisterExtension
    final EmptyDatabase database = new EmptyDatabase();

    /** An empty database. */
    abstract DataSource emptyDatabase();

    @BeforeEach
    void migrate() {
        DataSource empty = emptyDatabase();
        Flyway.configure().locations(Ledger.MIGRATIONS).dataSource(empty).load().migrate();
        ledger = new Ledger(empty, (home, requester, name) -> false, false);
        reconciliations = new Reconciliations(empty);
    }

    @Test
    void thereIsOneAtATimeHoweverManyAsk() throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(8);
        Callable<Boolean> asking =
                () -> reconciliations.ask(at(0), at(9), false, at(10)).isPresent();
        List<Future<Boolean>> heard =
                instances.invokeAll(IntStream.range(0, 8).mapToObj(n -> asking).toList());
        int many = 0;
        for (Future<Boolean> one : heard) {
            many += one.get() ? 1 : 0;
        }
        instances.shutdown();

        assertThat(many).isEqualTo(1);
        assertThat(reconciliations.takeOn(WORKER, at(11))).get().satisfies(mine -> {
            assertThat(mine.from()).isEqualTo(at(0));
            assertThat(mine.to()).isEqualTo(at(9));
            assertThat(mine.state()).isEqualTo(State.RUNNING);
        });
        assertThat(reconciliations.takeOn(ANOTHER, at(11))).isEmpty();

        reconciliations.end(WORKER, at(12));

        assertThat(reconciliations.latest(5)).singleElement().satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(State.DONE);
            assertThat(ended.endedAt()).isEqualTo(at(12));
        });
        assertThat(reconciliations.ask(at(0), at(9), true, at(13))).isPresent();
    }

    @Test
    void oneThatNobodyWorksOnIsBrokenOffAndSaysSo() {
        UUID id = reconciliations.ask(at(0), at(9), true, at(10)).orElseThrow();
        assertThat(reconciliations.takeOn(WORKER, at(10))).isPresent();
        reconciliations.seen(WORKER, at(20));

        assertThat(reconciliations.breakOff(at(20), at(80))).isFalse();
        assertThat(reconciliations.breakOff(at(21), at(80))).isTrue();

        assertThat(reconciliations.report(id)).get().satisfies(report -> {
            assertThat(report.state()).isEqualTo(State.BROKEN_OFF);
            assertThat(report.endedAt()).isEqualTo(at(80));
        });
        assertThat(reconciliations.keep(WORKER, id, 1, 1, List.of(finding(1)))).isFalse();
        assertThat(findings(id)).isEmpty();
        assertThat(reconciliations.ask(at(0), at(9), true, at(81))).isPresent();
    }

    @Test
    void oneThatWaitsIsNotBrokenOff() {
        assertThat(reconciliations.ask(at(0), at(9), false, at(10))).isPresent();

        assertThat(reconciliations.breakOff(at(1000), at(1000))).isFalse();
        assertThat(reconciliations.takeOn(WORKER, at(1001))).isPresent();
    }

    @Test
    void keepsFindingsPartByPartAndCountsThem() {
        UUID id = reconciliations.ask(at(0), at(9), true, at(10)).orElseThrow();
        assertThat(reconciliations.takeOn(WORKER, at(10))).isPresent();
        List<Finding> first = IntStream.range(0, 1500).mapToObj(this::finding).toList();
        Finding last = finding(1500).asRepaired();

        assertThat(reconciliations.keep(WORKER, id, 1600, 1550, first)).isTrue();
        assertThat(reconciliations.keep(WORKER, id, 2, 1, List.of(last))).isTrue();

        assertThat(findings(id)).hasSize(1501).startsWith(first.get(0)).endsWith(last);
        assertThat(reconciliations.report(id)).get().satisfies(report -> {
            assertThat(report.lookedAt()).isEqualTo(1602);
            assertThat(report.compared()).isEqualTo(1551);
            assertThat(report.repaired()).isEqualTo(1);
            assertThat(report.counts()).isEqualTo(Map.of(FindingKind.POINTER_LIVE, 1501));
        });
    }

    @Test
    void goesThroughAPeriodInPartsAndMissesNone() {
        // Several of the same moment, so that a part may end among them.
        IntStream.range(0, 25)
                .forEach(n -> ledger.project(List.of(Events.accepted("c" + n, 0, n / 5), provider(n), registry(n))));
        ReconciliationReport of = asked(1, 4);
        List<Recorded> all = new ArrayList<>();
        List<Recorded> part = reconciliations.page(of, null, 4);
        while (!part.isEmpty()) {
            all.addAll(part);
            part = reconciliations.page(of, part.get(part.size() - 1), 4);
        }

        assertThat(all).hasSize(15).extracting(Recorded::cancellationId).doesNotHaveDuplicates();
        assertThat(all).isSortedAccordingTo((a, b) -> a.receivedAt().compareTo(b.receivedAt()));
        assertThat(all).allSatisfy(one -> assertThat(one.lastSignAt()).isEqualTo(at(31)));
    }

    @Test
    void knowsTheLastSignOfLife() {
        ledger.project(List.of(Events.accepted("c", 0, 1), Events.waiting("c", 0, Leg.PROVIDER, 1, 5)));
        assertThat(reconciliations.recorded(id("c"))).get().satisfies(one -> {
            assertThat(one.pending()).isTrue();
            assertThat(one.lastSignAt()).isAfter(at(1));
        });
    }

    @Test
    void anEarlierCancellationOfAnAppointmentIsSupersededUnlessTheLaterOneWasRejected() {
        ledger.project(List.of(appointment("first", 1), appointment("second", 2), appointment("third", 3)));
        ledger.project(List.of(Events.provider("third", 0, REJECTED, 4)));

        assertThat(reconciliations.recorded(id("first")).orElseThrow().superseded())
                .isTrue();
        assertThat(reconciliations.recorded(id("second")).orElseThrow().superseded())
                .isFalse();
        assertThat(reconciliations.recorded(id("third")).orElseThrow().superseded())
                .isFalse();
        assertThat(reconciliations.recorded(id("first")).orElseThrow().targetService())
                .isEqualTo(new TargetService("urn:service", "value"));
    }

    private ReconciliationReport asked(int from, int to) {
        assertThat(reconciliations.ask(at(from), at(to), false, at(100))).isPresent();
        return reconciliations.takeOn(WORKER, at(100)).orElseThrow();
    }

    private List<Finding> findings(UUID id) {
        List<Finding> all = new ArrayList<>();
        reconciliations.forEachFinding(id, all::add);
        return all;
    }

    private Finding finding(int n) {
        return new Finding(id("c", n), n == 0 ? null : "a" + n, FindingKind.POINTER_LIVE, "What", "Do", false);
    }

    private static Event provider(int n) {
        return Events.provider("c" + n, 0, DONE, 30);
    }

    private static Event registry(int n) {
        return Events.registry("c" + n, 0, RegistryOutcome.REMOVED, 31);
    }

    /** All of the same appointment. */
    private static Event appointment(String name, int second) {
        Event.Accepted one = Events.accepted(name, 0, second);
        return new Event.Accepted(
                one.eventId(),
                one.at(),
                one.cancellationId(),
                0,
                one.correlationId(),
                null,
                "the-same",
                one.requestedStatus(),
                null,
                null,
                one.receivedAt(),
                one.source(),
                null,
                null,
                null,
                new TargetService("urn:service", "value"),
                false);
    }
}
