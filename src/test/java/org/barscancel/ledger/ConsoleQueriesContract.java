package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.barscancel.cancellation.ProviderOutcome.DONE;
import static org.barscancel.cancellation.ProviderOutcome.PARKED;
import static org.barscancel.cancellation.ProviderOutcome.REJECTED;
import static org.barscancel.ledger.Events.accepted;
import static org.barscancel.ledger.Events.at;
import static org.barscancel.ledger.Events.discarded;
import static org.barscancel.ledger.Events.dryRun;
import static org.barscancel.ledger.Events.id;
import static org.barscancel.ledger.Events.opened;
import static org.barscancel.ledger.Events.provider;
import static org.barscancel.ledger.Events.registry;
import static org.barscancel.ledger.Events.row;
import static org.barscancel.ledger.Events.waiting;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.Source;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the console asks the ledger, on every database. */
abstract class ConsoleQueriesContract {
    private static final String HASH = "ab".repeat(32);

    @TempDir
    Path home;

    @RegisterExtension
    final EmptyDatabase database = new EmptyDatabase();

    private DataSource source;
    private LedgerOverview overview;
    private LedgerPages pages;

    /** An empty database. */
    abstract DataSource emptyDatabase();

    /** A list of four of pas-1 (done, rejected twice, on its way), and of pas-2 one parked at the registry, one dry run. */
    @BeforeEach
    void open() {
        source = emptyDatabase();
        Flyway.configure()
                .locations(Ledger.MIGRATIONS)
                .dataSource(source)
                .load()
                .migrate();
        Ledger ledger = new Ledger(source, (folder, requester, name) -> false, false);
        overview = new LedgerOverview(source);
        pages = new LedgerPages(source, false);
        Source other = new Source("mllp", null, null, "pas-2");
        ledger.project(List.of(
                opened("list", "monday.csv", 4),
                row("list", 1, "a", 0, 1),
                provider("a", 0, DONE, 2),
                registry("a", 0, RegistryOutcome.REMOVED, 3),
                row("list", 2, "b", 0, 4),
                provider("b", 0, REJECTED, 5),
                registry("b", 0, RegistryOutcome.SKIPPED, 5),
                row("list", 3, "c", 0, 6),
                provider("c", 0, REJECTED, 7),
                registry("c", 0, RegistryOutcome.SKIPPED, 7),
                row("list", 4, "d", 0, 8),
                waiting("d", 0, Leg.PROVIDER, 2, 9),
                accepted("e", 0, 10, other, null, null),
                provider("e", 0, DONE, 11),
                registry("e", 0, RegistryOutcome.PARKED, 12),
                dryRun(accepted("f", 0, 13, other, null, null)),
                provider("f", 0, PARKED, 14),
                registry("f", 0, RegistryOutcome.SKIPPED, 14)));
        ledger.project(List.of((Event) discarded("c", 0, Leg.PROVIDER, 15)));
    }

    @Test
    void whatNeedsAPersonIsGroupedWithoutDryRunsAndWhatWasDealtWith() {
        assertThat(overview.stopped(null))
                .extracting(
                        LedgerOverview.Stopped::leg,
                        LedgerOverview.Stopped::outcome,
                        LedgerOverview.Stopped::code,
                        LedgerOverview.Stopped::count,
                        LedgerOverview.Stopped::oldest)
                .containsExactly(
                        tuple("provider", "rejected", "not-current", 1L, at(4)),
                        tuple("registry", "parked", "unavailable", 1L, at(10)));
        assertThat(overview.stopped("pas-2"))
                .extracting(LedgerOverview.Stopped::leg)
                .containsExactly("registry");
        assertThat(overview.stopped("pas-3")).isEmpty();
    }

    @Test
    void howMuchCameEndedAndWaitsIsCountedWithoutDryRuns() {
        assertThat(overview.pace(Instant.EPOCH, null).came()).isEqualTo(5);
        assertThat(overview.pace(at(8), null).came()).isEqualTo(2);
        assertThat(overview.pace(Instant.EPOCH, "pas-1").settled()).isEqualTo(1);
        assertThat(overview.waiting(null))
                .extracting(Standing.Waiting::leg, Standing.Waiting::count, Standing.Waiting::oldest)
                .containsExactly(tuple("provider", 1L, at(8)), tuple("registry", 0L, null));
        assertThat(overview.waiting("pas-2").get(0).count()).isZero();
    }

    @Test
    void sendersAreToldTheLatestFirst() {
        assertThat(overview.senders(Instant.EPOCH, null))
                .extracting(
                        LedgerOverview.Sender::channel,
                        LedgerOverview.Sender::requester,
                        LedgerOverview.Sender::count,
                        LedgerOverview.Sender::newest)
                .containsExactly(tuple("mllp", "pas-2", 2L, at(13)), tuple("file", "pas-1", 4L, at(8)));
        assertThat(overview.senders(at(9), "pas-1")).isEmpty();
    }

    @Test
    void aPatientsCancellationsAreFoundTheNewestFirst() {
        assertThat(pages.ofPatient(HASH, null, 3))
                .extracting(CancellationResult::cancellationId)
                .containsExactly(id("f"), id("e"), id("d"));
        assertThat(pages.ofPatient(HASH, "pas-1", 100)).hasSize(4);
        assertThat(pages.ofPatient("cd".repeat(32), null, 100)).isEmpty();
    }

    @Test
    void allThatHappenedToOneIsToldInOrderAndWhatItWaitsFor() {
        assertThat(pages.events(id("c"))).extracting(Event::at).containsExactly(at(6), at(7), at(7), at(15));
        assertThat(pages.waiting(id("d")))
                .contains(new LedgerPages.Wait(Leg.PROVIDER, 2, at(69), "The provider does not answer"));
        assertThat(pages.waiting(id("a"))).isEmpty();
    }

    @Test
    void listsAreShownWithTheirRowsAndReasons() {
        assertThat(pages.batches(null, 0, 10)).singleElement().satisfies(one -> {
            assertThat(one.batch().name()).isEqualTo("monday.csv");
            assertThat(one.completedAt()).isNull();
        });
        assertThat(pages.batches(null, 1, 10)).isEmpty();
        assertThat(pages.batches("pas-2", 0, 10)).isEmpty();
        assertThat(pages.rows("list", null, 0, 3))
                .extracting(LedgerPages.Row::row)
                .containsExactly(1, 2, 3);
        assertThat(pages.rows("list", null, 1, 3))
                .extracting(LedgerPages.Row::row)
                .containsExactly(4);
        assertThat(pages.rows("list", "rejected", 0, 10))
                .extracting(LedgerPages.Row::row)
                .containsExactly(2, 3);
        assertThat(pages.reasons("list", 1)).containsExactly(new LedgerPages.WhyNot("not-current", 2, List.of(2)));
    }

    /** They are looked at with every page of lists, and there may be a hundred thousand. */
    @Test
    void listsAreFoundInOrderByAnIndex() {
        List<Map<String, Object>> columns = new JdbcTemplate(source).queryForList(indexColumns());

        assertThat(columns)
                .extracting(column ->
                        String.valueOf(column.values().iterator().next()).toLowerCase(java.util.Locale.ROOT))
                .anyMatch(index -> index.contains("opened_at"));
    }

    /** A query that names the columns of the indexes of {@code batch}. */
    abstract String indexColumns();
}
