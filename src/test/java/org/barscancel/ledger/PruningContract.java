package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.cancellation.ProviderOutcome.DONE;
import static org.barscancel.ledger.Events.accepted;
import static org.barscancel.ledger.Events.at;
import static org.barscancel.ledger.Events.id;
import static org.barscancel.ledger.Events.opened;
import static org.barscancel.ledger.Events.provider;
import static org.barscancel.ledger.Events.registry;
import static org.barscancel.ledger.Events.replayed;
import static org.barscancel.ledger.Events.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.ledger.LedgerPruning.Pruned;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.FindingKind;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is removed from the ledger, and what never is, on every database. */
abstract class PruningContract {
    private static final int OLD = 1_000;
    private static final List<String> TABLES =
            List.of("event", "cancellation", "batch", "batch_row", "reconciliation", "reconciliation_finding");

    private JdbcTemplate sql;
    private Ledger ledger;
    private LedgerQueries queries;
    private LedgerPruning pruning;
    private Reconciliations reconciliations;

    @RegisterExtension
    final EmptyDatabase database = new EmptyDatabase();

    /** An empty database. */
    abstract DataSource emptyDatabase();

    @BeforeEach
    void migrate() {
        DataSource empty = emptyDatabase();
        Flyway.configure().locations(Ledger.MIGRATIONS).dataSource(empty).load().migrate();
        sql = new JdbcTemplate(empty);
        ledger = new Ledger(empty, (home, requester, name) -> false, false);
        queries = new LedgerQueries(empty, false);
        pruning = new LedgerPruning(empty);
        reconciliations = new Reconciliations(empty);
    }

    @Test
    void removesWhatEndedWellBeforeThatMomentAndNothingOfIt() {
        ledger.project(done("old", 1));
        ledger.project(done("young", OLD));

        assertThat(prune()).isEqualTo(new Pruned(1, 0, 0));

        assertThat(queries.result(id("old"))).isEmpty();
        assertThat(queries.result(id("young"))).isPresent();
        assertThat(count("event")).isEqualTo(3);
        assertThat(prune()).isEqualTo(new Pruned(0, 0, 0));
    }

    @Test
    void takesAListWithItsRowsAndCancellationsOnceItsFileIsAnswered() {
        ledger.project(List.of(opened("b", "list.csv", 2), row("b", 1, "x", 0, 1), row("b", 2, "y", 0, 1)));
        ledger.project(done("x", 1));
        ledger.project(done("y", 1));

        assertThat(pruned(Duration.ofDays(36_500))).isEqualTo(new Pruned(0, 0, 0));
        assertThat(pruning.needsOriginal("b", false)).isTrue();
        assertThat(pruning.needsResult("home", "pas-1", "list.csv")).isTrue();

        queries.answered(List.of("b"));

        assertThat(pruning.needsOriginal("b", false)).isFalse();
        assertThat(pruning.needsOriginal("b", true)).isTrue();
        assertThat(pruning.needsResult("home", "pas-1", "list.csv")).isFalse();
        assertThat(pruned(Duration.ofDays(36_500))).isEqualTo(new Pruned(2, 1, 0));
        assertThat(pruning.needsOriginal("b", true)).isFalse();
        TABLES.forEach(table -> assertThat(count(table)).as(table).isZero());
    }

    @Test
    void aListStaysWholeWhileOneOfItsRequestsIsOpen() {
        for (Event open : List.of(
                provider("y", 0, ProviderOutcome.REJECTED, 2),
                provider("y", 0, ProviderOutcome.PARKED, 2),
                provider("y", 0, DONE, 2))) {
            String batch = "b" + open.eventId();
            ledger.project(List.of(opened(batch, batch, 2), row(batch, 1, "x", 0, 1), row(batch, 2, "y", 0, 1)));
            ledger.project(done("x", 1));
            ledger.project(List.of(open));
            queries.answered(List.of(batch));

            assertThat(pruned(Duration.ofDays(36_500))).isEqualTo(new Pruned(0, 0, 0));
            assertThat(pruning.needsOriginal(batch, false)).isTrue();
            assertThat(pruning.needsResult("home", "pas-1", batch)).isTrue();
        }
        assertThat(results("x", "y")).hasSize(2);
    }

    @Test
    void aFileThatCouldNotBeReadStays() {
        ledger.project(List.of(new Event.FileRejected(
                id("rejected"), at(0), "b", "pas-1", "x.json", new Problem(ProblemCode.MALFORMED, "No JSON."))));

        assertThat(pruned(Duration.ofDays(36_500))).isEqualTo(new Pruned(0, 0, 0));
        assertThat(count("batch")).isEqualTo(1);
    }

    @Test
    void aReportGoesWithItsFindingsAndWhatItNamesGoesAfterIt() {
        ledger.project(done("c", 1));
        UUID worker = id("worker");
        UUID report = reconciliations.ask(at(0), at(9), false, at(10)).orElseThrow();
        assertThat(prune()).as("while it waits").isEqualTo(new Pruned(0, 0, 0));
        reconciliations.takeOn(worker, at(11));
        List<Finding> findings = IntStream.range(0, 2_500)
                .mapToObj(n -> new Finding(id("c"), "a", FindingKind.POINTER_LIVE, "What.", "What next.", false))
                .toList();
        reconciliations.keep(worker, report, 1, 1, findings);
        reconciliations.end(worker, at(OLD));

        assertThat(prune()).as("while it is young").isEqualTo(new Pruned(0, 0, 0));
        assertThat(pruning.prune(at(OLD + 1), () -> true)).isEqualTo(new Pruned(1, 0, 1));
        TABLES.forEach(table -> assertThat(count(table)).as(table).isZero());
    }

    @Test
    void whatARepeatIsAnsweredFromStaysUntilTheRepeatIsOldToo() {
        ledger.project(done("c", 1));

        assertThat(ledger.keep(id("c"), at(OLD))).isTrue();
        assertThat(prune()).isEqualTo(new Pruned(0, 0, 0));
        assertThat(pruning.prune(at(OLD + 1), () -> true)).isEqualTo(new Pruned(1, 0, 0));
        assertThat(ledger.keep(id("c"), at(OLD))).isFalse();
    }

    @Test
    void aRepeatOfWhatIsGoneIsANewRequest() {
        ledger.project(done("c", 1));
        prune();

        assertThat(ledger.find(id("c"))).isEmpty();
        Projection news = ledger.project(done("c", OLD));

        assertThat(news.settled()).hasSize(1);
        assertThat(queries.result(id("c"))).get().satisfies(again -> assertThat(again.finishedAt())
                .isEqualTo(at(OLD + 2)));
    }

    @Test
    void tellsWhichRunsAreOverForGood() {
        ledger.project(List.of(accepted("c", 0, 1), provider("c", 0, ProviderOutcome.PARKED, 2)));
        ledger.project(List.of(
                replayed("c", 1, Leg.PROVIDER, 3),
                provider("c", 1, DONE, 4),
                registry("c", 1, RegistryOutcome.REMOVED, 5)));
        ledger.project(List.of(accepted("open", 0, 1), provider("open", 0, ProviderOutcome.PARKED, 2)));

        assertThat(pruning.overtaken(Map.of(id("c"), 0, id("open"), 0, id("unknown"), 0)))
                .isEqualTo(Map.of(id("c"), 1));
        assertThat(pruning.overtaken(Map.of(id("c"), 2))).isEmpty();
    }

    @Test
    void stopsWhenItIsToldTo() {
        ledger.project(done("c", 1));

        assertThat(pruning.prune(at(OLD), () -> false)).isEqualTo(new Pruned(0, 0, 0));
    }

    @Test
    void severalAtATimeRemoveEachRowOnce() throws Exception {
        int many = 1_000;
        List<Event> all = new ArrayList<>();
        IntStream.range(0, many).forEach(n -> all.addAll(done("c" + n, n % 5)));
        ledger.project(all);
        ExecutorService instances = Executors.newFixedThreadPool(4);
        int removed = 0;
        for (Future<Pruned> one : instances.invokeAll(IntStream.range(0, 4)
                .<java.util.concurrent.Callable<Pruned>>mapToObj(n -> this::prune)
                .toList())) {
            removed += one.get().cancellations();
        }
        instances.shutdown();
        removed += prune().cancellations();

        assertThat(removed).isEqualTo(many);
        assertThat(count("event")).isZero();
    }

    /** Whatever happened in whatever order, what is open is told afterwards as it was before. */
    @Test
    void nothingOpenIsEverRemoved() {
        Random random = new Random(20_261_122);
        List<String> names = IntStream.range(0, 300).mapToObj(n -> "c" + n).toList();
        List<String> batches = IntStream.range(0, 60).mapToObj(n -> "b" + n).toList();
        for (String name : names) {
            ledger.project(history(name, random));
        }
        for (String batch : batches) {
            int size = random.nextInt(4);
            List<Event> events = new ArrayList<>(List.of(opened(batch, batch, size)));
            IntStream.rangeClosed(1, size)
                    .forEach(n -> events.add(row(batch, n, names.get(random.nextInt(names.size())), 0, 7)));
            ledger.project(events);
            if (random.nextInt(3) > 0) {
                queries.answered(List.of(batch));
            }
        }
        Map<String, CancellationResult> before = results(names.toArray(String[]::new));
        List<String> open =
                names.stream().filter(name -> isOpen(before.get(name))).toList();
        List<String> openBatches =
                batches.stream().filter(b -> pruning.needsOriginal(b, false)).toList();
        Map<String, String> told = told(openBatches);

        Pruned pruned = pruned(Duration.ofDays(36_500));

        Map<String, CancellationResult> after = results(names.toArray(String[]::new));
        open.forEach(name -> assertThat(after.get(name)).as(name).isEqualTo(before.get(name)));
        assertThat(told(openBatches)).isEqualTo(told);
        assertThat(open).hasSizeBetween(50, 280);
        assertThat(openBatches).hasSizeBetween(10, 55);
        assertThat(pruned.cancellations()).isGreaterThan(10);
        assertThat(pruned.batches()).isGreaterThan(3);
        assertThat(sql.queryForObject(
                        "SELECT COUNT(*) FROM event e WHERE e.cancellation_id IS NOT NULL AND NOT EXISTS"
                                + " (SELECT 1 FROM cancellation c WHERE c.cancellation_id = e.cancellation_id)",
                        Integer.class))
                .isZero();
        assertThat(sql.queryForObject(
                        "SELECT COUNT(*) FROM batch_row r WHERE NOT EXISTS"
                                + " (SELECT 1 FROM cancellation c WHERE c.cancellation_id = r.cancellation_id)",
                        Integer.class))
                .isZero();
    }

    private static boolean isOpen(CancellationResult result) {
        return result.finishedAt() == null
                || !result.outcome().succeeded()
                || result.registry() == RegistryOutcome.PARKED
                || result.registry() == RegistryOutcome.PENDING;
    }

    private static List<Event> history(String name, Random random) {
        List<Event> events = new ArrayList<>(List.of(accepted(name, 0, 1)));
        int runs = 1 + random.nextInt(2);
        for (int run = 0; run < runs; run++) {
            if (run > 0) {
                events.add(replayed(name, run, Leg.PROVIDER, 1 + run));
            }
            ProviderOutcome provider = ProviderOutcome.values()[random.nextInt(ProviderOutcome.values().length)];
            RegistryOutcome registry = RegistryOutcome.values()[random.nextInt(RegistryOutcome.values().length)];
            if (provider != ProviderOutcome.PENDING) {
                events.add(provider(name, run, random.nextBoolean() ? DONE : provider, 2 + run));
            }
            if (registry != RegistryOutcome.PENDING) {
                events.add(registry(name, run, registry, 3 + run));
            }
        }
        java.util.Collections.shuffle(events, random);
        return events;
    }

    private Map<String, String> told(List<String> batches) {
        Map<String, String> told = new TreeMap<>();
        for (String batch : batches) {
            List<CancellationResult> results = new ArrayList<>();
            queries.forEachResult(batch, results::add);
            told.put(batch, results.toString() + queries.batch(batch).map(queries::counts));
        }
        return told;
    }

    private Map<String, CancellationResult> results(String... names) {
        Map<String, CancellationResult> results = new TreeMap<>();
        for (String name : names) {
            queries.result(id(name)).ifPresent(result -> results.put(name, result));
        }
        return results;
    }

    private static List<Event> done(String name, int second) {
        return List.of(
                accepted(name, 0, second),
                provider(name, 0, DONE, second + 1),
                registry(name, 0, RegistryOutcome.REMOVED, second + 2));
    }

    private Pruned prune() {
        return pruning.prune(at(OLD), () -> true);
    }

    /** When an answer was written the database tells by its own clock. */
    private Pruned pruned(Duration later) {
        return pruning.prune(at(0).plus(later), () -> true);
    }

    private int count(String table) {
        Integer count = sql.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
        return count == null ? 0 : count;
    }
}
