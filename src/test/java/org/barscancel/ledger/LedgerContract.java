package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.barscancel.cancellation.ProviderOutcome.ALREADY_DONE;
import static org.barscancel.cancellation.ProviderOutcome.DONE;
import static org.barscancel.cancellation.ProviderOutcome.PARKED;
import static org.barscancel.cancellation.ProviderOutcome.REJECTED;
import static org.barscancel.ledger.Events.accepted;
import static org.barscancel.ledger.Events.at;
import static org.barscancel.ledger.Events.changing;
import static org.barscancel.ledger.Events.discarded;
import static org.barscancel.ledger.Events.dryRun;
import static org.barscancel.ledger.Events.id;
import static org.barscancel.ledger.Events.lookedUp;
import static org.barscancel.ledger.Events.opened;
import static org.barscancel.ledger.Events.provider;
import static org.barscancel.ledger.Events.registry;
import static org.barscancel.ledger.Events.replayed;
import static org.barscancel.ledger.Events.row;
import static org.barscancel.ledger.Events.sought;
import static org.barscancel.ledger.Events.waiting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.barscancel.answer.BatchCounts;
import org.barscancel.answer.CancellationResult;
import org.barscancel.answer.OneOwner;
import org.barscancel.answer.ResultFiles;
import org.barscancel.answer.ResultNames;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.cancellation.Source;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CsvRequestReader;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the ledger does on every database. */
abstract class LedgerContract {
    private static final ResultNames NONE_TAKEN = (home, requester, name) -> false;

    /** Columns that tell what was answered when, which depends on the order of the news. */
    private static final List<String> TOLD = List.of("told_verdict", "told_by", "alone");

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final ReplyTo DESK_A = new ReplyTo("answers.a", false, "a-1");
    private static final ReplyTo DESK_B = new ReplyTo("answers.b", true, null);

    @TempDir
    Path home;

    private DataSource source;
    private Ledger ledger;
    private LedgerQueries queries;

    @RegisterExtension
    final EmptyDatabase database = new EmptyDatabase();

    /** An empty database. */
    abstract DataSource emptyDatabase();

    @BeforeEach
    void open() throws Exception {
        source = migrated();
        ledger = new Ledger(source, NONE_TAKEN, false);
        queries = new LedgerQueries(source, false);
    }

    @Test
    void answersOnceBothLegsHaveEnded() {
        Event.Accepted accepted = accepted("c", 0, 1, new Source("queue", null, null, "pas-1"), null, DESK_A);

        assertThat(ledger.project(List.of(accepted, provider("c", 0, DONE, 2))).settled())
                .isEmpty();
        List<Settled> settled = ledger.project(List.of(registry("c", 0, RegistryOutcome.REMOVED, 3)))
                .settled();

        assertThat(settled).hasSize(1);
        assertThat(settled.get(0).replies()).containsExactly(DESK_A);
        CancellationResult result = settled.get(0).result();
        assertThat(result.outcome()).isEqualTo(DONE);
        assertThat(result.registry()).isEqualTo(RegistryOutcome.REMOVED);
        assertThat(result.pointers()).isEqualTo(2);
        assertThat(result.finishedAt()).isEqualTo(at(3));
        assertThat(result.attempts()).isEqualTo(new CancellationResult.Attempts(1, 1));
        assertThat(result.source().requester()).isEqualTo("pas-1");
        assertThat(queries.result(id("c"))).contains(result);
    }

    @Test
    void answersAgainButChangesNothingWhenTheSameEventsComeAgain() {
        List<Event> events = List.of(
                opened("b", "list.csv", 1),
                row("b", 1, "c", 0, 1),
                provider("c", 0, REJECTED, 2),
                registry("c", 0, RegistryOutcome.SKIPPED, 2));
        Projection first = ledger.project(events);
        Map<String, List<Map<String, Object>>> rows = rows(source);

        assertThat(ledger.project(events)).isEqualTo(first);
        assertThat(first.settled()).hasSize(1);
        assertThat(first.touchedBatches()).containsExactly("b");
        assertThat(rows(source)).isEqualTo(rows);
    }

    @Test
    void doesNotAnswerTwiceForTheSkipThatFollowsARejection() {
        assertThat(ledger.project(List.of(accepted("c", 0, 1), provider("c", 0, REJECTED, 2)))
                        .settled())
                .hasSize(1);
        assertThat(ledger.project(List.of(registry("c", 0, RegistryOutcome.SKIPPED, 2)))
                        .settled())
                .isEmpty();
    }

    @Test
    void answersTheOneWhoAsksAgainAfterTheEnd() {
        Source source = new Source("queue", null, null, "pas-1");
        ledger.project(List.of(
                accepted("c", 0, 1, source, null, DESK_A),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.ALREADY_ABSENT, 3)));
        assertThat(ledger.find(id("c"))).get().matches(KnownCancellation::endedWell);

        List<Settled> settled = ledger.project(List.of(accepted("c", 0, 9, source, null, DESK_B)))
                .settled();

        assertThat(settled).singleElement().satisfies(one -> {
            assertThat(one.replies()).containsExactly(DESK_B);
            assertThat(one.result().receivedAt()).isEqualTo(at(1));
            assertThat(one.result().finishedAt()).isEqualTo(at(3));
        });
    }

    @Test
    void answersAllWhoAskedBeforeTheEnd() {
        Source source = new Source("queue", null, null, "pas-1");

        List<Settled> settled = ledger.project(List.of(
                        accepted("c", 0, 1, source, null, DESK_A),
                        accepted("c", 0, 2, source, null, DESK_B),
                        accepted("c", 0, 3, source, null, DESK_A),
                        provider("c", 0, REJECTED, 4)))
                .settled();

        assertThat(settled).singleElement().satisfies(one -> assertThat(one.replies())
                .containsExactlyInAnyOrder(DESK_A, DESK_B));
    }

    @Test
    void tellsOfOneEndWhenARequestThatCameTwiceRunsTwice() {
        Source source = new Source("queue", null, null, "pas-1");
        ledger.project(List.of(accepted("c", 0, 1, source, null, DESK_A), provider("c", 0, DONE, 2)));
        assertThat(ledger.project(List.of(registry("c", 0, RegistryOutcome.REMOVED, 3)))
                        .settled())
                .hasSize(1);

        assertThat(ledger.project(List.of(
                                accepted("c", 0, 4, source, null, DESK_B),
                                provider("c", 0, ALREADY_DONE, 5),
                                registry("c", 0, RegistryOutcome.ALREADY_ABSENT, 6)))
                        .settled())
                .singleElement()
                .satisfies(one -> assertThat(one.replies()).containsExactly(DESK_B));
        assertThat(ledger.project(List.of(
                                provider("c", 0, ALREADY_DONE, 7), registry("c", 0, RegistryOutcome.ALREADY_ABSENT, 8)))
                        .settled())
                .isEmpty();
    }

    @Test
    void tellsOfAFailureOnceForEachStart() {
        Event again = registry("c", 0, RegistryOutcome.PARKED, 4);
        ledger.project(List.of(accepted("c", 0, 1), provider("c", 0, DONE, 2)));

        assertThat(ledger.project(List.of(registry("c", 0, RegistryOutcome.PARKED, 3)))
                        .settled())
                .hasSize(1);
        assertThat(ledger.project(List.of(again)).settled()).isEmpty();
        assertThat(ledger.project(
                                List.of(replayed("c", 1, Leg.REGISTRY, 5), registry("c", 1, RegistryOutcome.PARKED, 6)))
                        .settled())
                .hasSize(1);
    }

    @Test
    void tellsTheSameWhenTheNewsComeAgainInOtherPortions() {
        Source source = new Source("queue", null, null, "pas-1");
        Event.Accepted first = accepted("c", 0, 1, source, null, DESK_A);
        Event.Accepted second = accepted("c", 0, 2, source, null, DESK_B);
        Event end = provider("c", 0, REJECTED, 3);

        assertThat(ledger.project(List.of(first, end, second)).settled())
                .singleElement()
                .satisfies(one -> assertThat(one.replies()).containsExactlyInAnyOrder(DESK_A, DESK_B));

        List<Settled> again = new ArrayList<>();
        for (Event one : List.of(first, end, second)) {
            again.addAll(ledger.project(List.of(one)).settled());
        }
        assertThat(again).singleElement().satisfies(one -> assertThat(one.replies())
                .containsExactlyInAnyOrder(DESK_A, DESK_B));
    }

    @Test
    void givesARepeatInAnotherFileItsOwnRow() {
        ledger.project(List.of(
                opened("b1", "one.csv", 1),
                row("b1", 1, "c", 0, 1),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.REMOVED, 3)));

        Projection projection =
                ledger.project(List.of(opened("b2", "two.csv", 2), row("b2", 2, "c", 0, 9), row("b2", 1, "c", 0, 10)));

        assertThat(projection.touchedBatches()).containsExactly("b2");
        assertThat(queries.batch("b2")).get().matches(batch -> batch.complete());
        assertThat(results("b2"))
                .extracting(result -> result.source().name(), result -> result.source()
                        .row())
                .containsExactly(tuple("b2.csv", 1), tuple("b2.csv", 2));
        assertThat(results("b1")).extracting(result -> result.source().name()).containsExactly("b1.csv");
    }

    @Test
    void doesNotNumberTheOnlyRequestOfAFile() {
        Source source = new Source("file", "one.json", null, "pas-1");

        ledger.project(List.of(
                new Event.BatchOpened(id("o"), at(0), "b", null, "one.json", false, 1, "home"),
                accepted("c", 0, 1, source, "b", null),
                provider("c", 0, REJECTED, 2)));

        assertThat(queries.batch("b")).get().matches(batch -> batch.complete());
        assertThat(results("b"))
                .singleElement()
                .satisfies(one -> assertThat(one.source().row()).isNull());
    }

    @Test
    void opensACompleteBatchAgainWhileAReplayRuns() {
        ledger.project(List.of(
                opened("b", "list.csv", 2),
                row("b", 1, "c", 0, 1),
                row("b", 2, "d", 0, 1),
                provider("c", 0, PARKED, 2),
                provider("d", 0, REJECTED, 2)));
        assertThat(queries.batch("b")).get().matches(batch -> batch.complete());

        assertThat(ledger.project(List.of(row("b", 1, "c", 1, 5))).touchedBatches())
                .containsExactly("b");
        assertThat(queries.batch("b")).get().satisfies(batch -> {
            assertThat(batch.complete()).isFalse();
            assertThat(queries.counts(batch)).isEqualTo(new BatchCounts(1, 0, 0, 1, 0));
        });

        Projection end =
                ledger.project(List.of(provider("c", 1, DONE, 6), registry("c", 1, RegistryOutcome.REMOVED, 7)));

        assertThat(end.touchedBatches()).containsExactly("b");
        assertThat(end.settled()).hasSize(1);
        assertThat(queries.batch("b")).get().satisfies(batch -> {
            assertThat(batch.complete()).isTrue();
            assertThat(queries.counts(batch)).isEqualTo(new BatchCounts(0, 1, 0, 1, 0));
        });
    }

    @Test
    void owesAResultFileUntilItIsWrittenAndAgainAfterAReplay() {
        ledger.project(List.of(opened("b", "list.csv", 1), row("b", 1, "c", 0, 1)));
        assertThat(queries.unanswered("home", at(9))).isEmpty();

        ledger.project(List.of(provider("c", 0, PARKED, 2)));
        assertThat(queries.unanswered("home", at(2))).as("not that long ago").isEmpty();
        assertThat(queries.unanswered("home", at(9))).containsExactly("b");

        queries.answered(List.of("b"));
        assertThat(queries.unanswered("home", at(9))).isEmpty();

        ledger.project(List.of(
                row("b", 1, "c", 1, 5), provider("c", 1, DONE, 6), registry("c", 1, RegistryOutcome.REMOVED, 7)));
        assertThat(queries.unanswered("home", at(9))).containsExactly("b");
    }

    @Test
    void answersAllWhoAskedAnewWhenAReplayEndsAndNobodyWhenItBegins() {
        ReplyTo waiting = new ReplyTo("answers", false, "c-1");
        ledger.project(List.of(
                opened("b", "list.csv", 1),
                row("b", 1, "c", 0, 1),
                accepted("c", 0, 1, new Source("queue", null, null, "pas-1"), null, waiting),
                provider("c", 0, DONE, 2),
                registry("c", 0, RegistryOutcome.PARKED, 3)));
        queries.answered(List.of("b"));

        Projection begin = ledger.project(List.of(replayed("c", 1, Leg.REGISTRY, 5)));

        assertThat(begin.settled()).isEmpty();
        assertThat(queries.batch("b")).get().matches(batch -> !batch.complete());
        assertThat(queries.result(id("c"))).get().satisfies(result -> {
            assertThat(result.finishedAt()).isNull();
            assertThat(result.problem()).isNull();
        });

        Projection end = ledger.project(
                List.of(replayed("c", 1, Leg.REGISTRY, 5), registry("c", 1, RegistryOutcome.REMOVED, 7)));

        assertThat(end.settled()).singleElement().satisfies(settled -> assertThat(settled.replies())
                .containsExactly(waiting));
        assertThat(queries.unanswered("home", at(9)))
                .as("its result file is owed again")
                .containsExactly("b");
    }

    @Test
    void isCompleteAtOnceWhenAFileHoldsNothing() {
        assertThat(ledger.project(List.of(opened("b", "empty.csv", 0))).touchedBatches())
                .containsExactly("b");
        assertThat(queries.batch("b")).get().matches(batch -> batch.complete());
        assertThat(results("b")).isEmpty();
    }

    @Test
    void keepsAFileThatCouldNotBeRead() {
        Event.FileRejected rejected = new Event.FileRejected(
                id("x"), at(1), "b", "pas-1", "bad.json", new Problem(ProblemCode.MALFORMED, "It ends too soon."));

        assertThat(ledger.project(List.of(rejected))).isEqualTo(ledger.project(List.of(rejected)));
        assertThat(queries.batch("b")).isEmpty();
        assertThat(rows(source).get("batch")).singleElement().satisfies(batch -> assertThat(batch)
                .containsEntry("problem_code", "malformed")
                .containsEntry("name", "bad.json"));
    }

    @Test
    void knowsNothingOfACancellationThatNeverCame() {
        assertThat(ledger.find(id("c"))).isEmpty();
        assertThat(queries.result(id("c"))).isEmpty();
    }

    @Test
    void knowsTheGenerationOfARunThatFailed() {
        ledger.project(List.of(accepted("c", 0, 1), provider("c", 1, PARKED, 2)));

        assertThat(ledger.find(id("c"))).get().satisfies(known -> {
            assertThat(known.generation()).isEqualTo(1);
            assertThat(known.ended()).isTrue();
            assertThat(known.endedWell()).isFalse();
        });
    }

    @Test
    void knowsTheAppointmentThatWasFoundWheneverItHearsOfIt() {
        ledger.project(List.of(sought("c", 0, 1)));
        assertThat(queries.result(id("c")).orElseThrow().appointmentId()).isNull();

        ledger.project(List.of(lookedUp("c", 0, "a1", 2)));
        assertThat(queries.result(id("c")).orElseThrow().appointmentId()).isEqualTo("a1");
        assertThat(ledger.find(id("c")).orElseThrow().appointmentId()).isEqualTo("a1");

        ledger.project(List.of(lookedUp("d", 0, "a2", 2)));
        ledger.project(List.of(sought("d", 0, 1)));
        assertThat(queries.result(id("d")).orElseThrow().appointmentId()).isEqualTo("a2");
    }

    @Test
    void saysSoWhenTheDatabaseIsDown() {
        Ledger broken = new Ledger(new DriverManagerDataSource("jdbc:none:"), NONE_TAKEN, false);

        assertThatThrownBy(() -> broken.find(id("c"))).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> broken.project(List.of(accepted("c", 0, 1))))
                .isInstanceOfAny(DataAccessException.class, org.springframework.transaction.TransactionException.class);
    }

    @Test
    void takesNothingWhenItFailsInTheMiddle() {
        List<Event> events = List.of(row("b", 1, "c", 0, 1), opened("b", "list.csv", 1), provider("c", 0, REJECTED, 2));
        Ledger failing = new Ledger(
                source,
                (home, requester, name) -> {
                    throw new IllegalStateException("The disk is away");
                },
                false);

        assertThatThrownBy(() -> failing.project(events)).hasMessage("The disk is away");
        assertThat(rows(source).values()).allMatch(List::isEmpty);

        assertThat(ledger.project(events).settled()).hasSize(1);
        assertThat(queries.batch("b")).get().matches(batch -> batch.complete());
    }

    @Test
    void takesTextsThatADatabaseWouldRefuse() {
        String nasty = "\u0000\uD83D" + "x".repeat(9000) + "\uD83D\uDE00".repeat(4000);
        Source source = new Source("file", nasty, 1, nasty);
        ReplyTo reply = new ReplyTo("answers", false, nasty);

        ledger.project(List.of(accepted("c", 0, 1, source, null, reply), provider("c", 0, REJECTED, 2)));

        assertThat(queries.result(id("c"))).get().satisfies(result -> assertThat(
                        result.source().requester())
                .startsWith("\uFFFD\uFFFDxxx")
                .hasSize(Texts.REQUESTER));
    }

    @Test
    void marksEveryResultOfASimulation() {
        Ledger simulated = new Ledger(source, NONE_TAKEN, true);

        Projection projection =
                simulated.project(List.of(accepted("c", 0, 1), provider("c", 0, ProviderOutcome.REJECTED, 2)));

        assertThat(projection.settled())
                .extracting(one -> one.result().simulated())
                .containsExactly(true);
    }

    @Test
    void givesNoTwoBatchesTheSameResultName() {
        ledger.project(List.of(opened("b1", "clinic.csv", 1), opened("b2", "clinic.csv", 1)));
        ledger.project(List.of(opened("b3", "CLINIC.csv", 1)));
        ledger.project(List.of(opened("b1", "clinic.csv", 1), opened("b2", "clinic.csv", 1)));

        assertThat(resultNames("b1", "b2", "b3")).containsExactly("clinic.csv", "clinic.csv.b2", "CLINIC.csv.b3");
    }

    @Test
    void keepsApartWhatIsOwedByHome() {
        ledger.project(List.of(
                openedIn("one", "b1"), row("b1", 1, "c1", 0, 1), openedIn("other", "b2"), row("b2", 1, "c2", 0, 1)));
        assertThat(queries.open("one")).containsExactly("b1");

        ledger.project(List.of(provider("c1", 0, PARKED, 2), provider("c2", 0, PARKED, 2)));

        assertThat(queries.unanswered("one", at(9))).containsExactly("b1");
        assertThat(queries.unanswered("other", at(9))).containsExactly("b2");
        assertThat(queries.open("one")).isEmpty();
        assertThat(resultNames("b1", "b2"))
                .as("each has a folder of its own")
                .containsExactly("clinic.csv", "clinic.csv");
    }

    private static Event openedIn(String home, String batchId) {
        return new Event.BatchOpened(id("opened", batchId), at(0), batchId, "pas-1", "clinic.csv", true, 1, home);
    }

    @Test
    void leavesTheNameOfAForeignFileAlone() {
        new Ledger(source, (home, requester, name) -> name.equals("clinic.csv"), false)
                .project(List.of(opened("b1", "clinic.csv", 1)));
        ledger.project(List.of(opened("b1", "clinic.csv", 1)));

        assertThat(resultNames("b1")).containsExactly("clinic.csv.b1");
    }

    /** Each of two instances has found the name free before the other one takes it. */
    @Test
    void givesNoTwoBatchesTheSameResultNameOnSeveralInstances() throws Exception {
        CountDownLatch bothHaveLooked = new CountDownLatch(2);
        ResultNames slow = (home, requester, name) -> {
            bothHaveLooked.countDown();
            try {
                return !bothHaveLooked.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        inParallel(slow, List.of(List.of(opened("b1", "clinic.csv", 1)), List.of(opened("b2", "clinic.csv", 1))));

        assertThat(resultNames("b1", "b2")).contains("clinic.csv").containsAnyOf("clinic.csv.b1", "clinic.csv.b2");
    }

    @Test
    void seesThatABatchIsCompleteWhenTwoInstancesEndItsLastRequestsAtOnce() throws Exception {
        for (int run = 0; run < 10; run++) {
            String batch = "b" + run;
            List<String> names = IntStream.range(0, 8).mapToObj(n -> batch + n).toList();
            ledger.project(List.of(opened(batch, batch + ".csv", names.size())));
            for (int n = 0; n < names.size(); n++) {
                ledger.project(List.of(row(batch, n + 1, names.get(n), 0, 1)));
            }

            inParallel(
                    NONE_TAKEN,
                    names.stream()
                            .map(name -> List.<Event>of(provider(name, 0, REJECTED, 2)))
                            .toList());

            assertThat(queries.batch(batch)).get().matches(one -> one.complete());
        }
    }

    @Test
    void takesNoNewsAtAll() {
        assertThat(ledger.project(List.of())).isEqualTo(new Projection(List.of(), List.of()));
    }

    @Test
    void severalInstancesEndUpWhereOneDoes() throws Exception {
        Random random = new Random(7);
        for (int run = 0; run < 5; run++) {
            clear(source);
            List<Event> events = RandomHistory.of(random);
            ledger.project(events);
            Map<String, List<Map<String, Object>>> expected = rows(source);
            clear(source);

            inParallel(NONE_TAKEN, pieces(shuffledWithRepeats(events, random), random));

            assertThat(rows(source)).isEqualTo(expected);
        }
    }

    @Test
    void anyOrderInAnyPiecesWithRepeatsEndsInTheSameRows() {
        Random random = new Random(42);
        for (int run = 0; run < 15; run++) {
            clear(source);
            List<Event> events = RandomHistory.of(random);
            ledger.project(events);
            Map<String, List<Map<String, Object>>> expected = rows(source);
            for (int order = 0; order < 3; order++) {
                clear(source);
                pieces(shuffledWithRepeats(events, random), random).forEach(ledger::project);

                assertThat(rows(source)).isEqualTo(expected);
            }
        }
    }

    @Test
    void writesALongListInOrder() throws Exception {
        int size = 5000;
        ResultFiles files = new ResultFiles(
                OneOwner.HOME,
                home,
                Clock.systemUTC(),
                MAPPER,
                queries,
                new CsvRequestReader(StandardCharsets.UTF_8, 100),
                KeysGiven.NO_FILES);
        List<Event> events = new ArrayList<>(List.of(opened("b", "long.json", size)));
        for (int n = size; n > 0; n--) {
            events.add(row("b", n, "c" + n, 0, 1));
            events.add(provider("c" + n, 0, n % 7 == 0 ? REJECTED : n % 5 == 0 ? ALREADY_DONE : DONE, 2));
            events.add(registry("c" + n, 0, n % 7 == 0 ? RegistryOutcome.SKIPPED : RegistryOutcome.REMOVED, 3));
        }
        for (int from = 0; from < events.size(); from += 500) {
            ledger.project(events.subList(from, Math.min(events.size(), from + 500)))
                    .touchedBatches()
                    .forEach(files::update);
        }

        Path written = home.resolve("results/pas-1/long.json.result.json");
        assertThat(MAPPER.readTree(Files.readString(written)))
                .hasSize(size)
                .extracting(result -> result.at("/source/row").intValue())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, size).boxed().toList());
        assertThat(written.resolveSibling("long.json.progress.json")).doesNotExist();
    }

    @Test
    void findsWhatAFilterLetsThroughTheNewestFirst() {
        ledger.project(List.of(
                accepted("a", 0, 1),
                provider("a", 0, DONE, 2),
                registry("a", 0, RegistryOutcome.REMOVED, 3),
                accepted("b", 0, 4, new Source("http", null, 1, null), null, null),
                provider("b", 0, REJECTED, 5),
                accepted("c", 0, 6),
                provider("c", 0, DONE, 7),
                registry("c", 0, RegistryOutcome.PARKED, 8),
                accepted("d", 0, 9),
                provider("unknown", 0, DONE, 9)));

        assertThat(found(null, null, null, null, null, null, null)).containsExactly("d", "c", "b", "a");
        assertThat(found(DONE, null, null, null, null, null, null)).containsExactly("c", "a");
        assertThat(found(null, RegistryOutcome.PARKED, null, null, null, null, null))
                .containsExactly("c");
        assertThat(found(null, null, ProblemCode.NOT_CURRENT, null, null, null, null))
                .containsExactly("b");
        assertThat(found(null, null, ProblemCode.UNAVAILABLE, null, null, null, null))
                .containsExactly("c");
        assertThat(found(null, null, null, "appointment-a", null, null, null)).containsExactly("a");
        assertThat(found(null, null, null, null, "pas-1", null, null)).containsExactly("d", "c", "a");
        assertThat(found(null, null, null, null, null, at(4), at(9))).containsExactly("c", "b");
        assertThat(found(DONE, null, ProblemCode.UNAVAILABLE, null, "pas-1", at(1), null))
                .containsExactly("c");
        assertThat(found(PARKED, null, null, null, null, null, null)).isEmpty();
    }

    @Test
    void whatWasDiscardedKeepsItsProblemAndWaitsForNobody() {
        ledger.project(List.of(accepted("c", 0, 1), provider("c", 0, REJECTED, 2)));
        ledger.project(List.of(discarded("c", 0, Leg.PROVIDER, 3)));

        CancellationResult result = queries.result(id("c")).orElseThrow();
        assertThat(result.outcome()).isEqualTo(REJECTED);
        assertThat(result.problem()).isNotNull();
        assertThat(result.discarded())
                .isEqualTo(new CancellationResult.Discarded(at(3), "sister.mary", "Telephoned the clinic."));
        assertThat(new Standing(source).stopped()).isEmpty();
        assertThat(queries.search(discardedOnly(true), 0, 10).items()).hasSize(1);
        assertThat(queries.search(discardedOnly(false), 0, 10).items()).isEmpty();
        assertThat(ledger.find(id("c")).orElseThrow().settledAt()).isEqualTo(at(3));
    }

    @Test
    void whatStopsAgainAfterADiscardWaitsAnew() {
        ledger.project(List.of(accepted("c", 0, 1), provider("c", 0, REJECTED, 2), discarded("c", 0, Leg.PROVIDER, 3)));

        ledger.project(List.of(accepted("c", 1, 4)));
        assertThat(queries.result(id("c")).orElseThrow().discarded()).isNull();

        ledger.project(List.of(provider("c", 1, PARKED, 5)));
        CancellationResult again = queries.result(id("c")).orElseThrow();
        assertThat(again.outcome()).isEqualTo(PARKED);
        assertThat(again.discarded()).isNull();
        assertThat(new Standing(source).stopped()).hasSize(1);
        assertThat(ledger.find(id("c")).orElseThrow().settledAt()).isNull();
    }

    @Test
    void aDiscardOfOneLegSaysNothingOfTheOther() {
        ledger.project(
                List.of(accepted("c", 0, 1), provider("c", 0, DONE, 2), registry("c", 0, RegistryOutcome.PARKED, 3)));

        ledger.project(List.of(discarded("c", 0, Leg.PROVIDER, 4)));
        assertThat(queries.result(id("c")).orElseThrow().discarded()).isNull();

        ledger.project(List.of(discarded("c", 0, Leg.REGISTRY, 5)));
        assertThat(queries.result(id("c")).orElseThrow().discarded()).isNotNull();
    }

    private static CancellationFilter discardedOnly(boolean wanted) {
        return new CancellationFilter(null, null, null, null, null, null, null, null, wanted);
    }

    @Test
    void leafsThroughThemWithoutLosingOrRepeatingOne() {
        List<String> names = IntStream.range(0, 25).mapToObj(n -> "c" + n).toList();
        names.forEach(name -> ledger.project(List.of(accepted(name, 0, 1))));
        CancellationFilter all = new CancellationFilter(null, null, null, null, null, null, null);

        List<java.util.UUID> seen = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
            CancellationPage one = queries.search(all, page, 10);
            assertThat(one.total()).isEqualTo(25);
            assertThat(one.page()).isEqualTo(page);
            one.items().forEach(result -> seen.add(result.cancellationId()));
        }

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> id(name)).toList());
    }

    @Test
    void countsAListThatIsNoFileAndOwesItNoFile() {
        Source source = new Source("http", null, 1, null);
        ledger.project(List.of(
                new Event.BatchOpened(id("o"), at(0), "list", null, null, true, 1, null),
                accepted("c", 0, 1, source, "list", null)));
        assertThat(queries.known("list")).contains(new KnownBatch("list", null, null, 1, false, at(0)));

        ledger.project(List.of(provider("c", 0, REJECTED, 2)));

        KnownBatch known = queries.known("list").orElseThrow();
        assertThat(known.complete()).isTrue();
        assertThat(queries.counts(known)).isEqualTo(new BatchCounts(0, 0, 0, 1, 0));
        assertThat(queries.batch("list")).as("no result file").isEmpty();
        assertThat(queries.unanswered("home", at(9))).isEmpty();
        assertThat(results("list")).hasSize(1);
    }

    @Test
    void knowsNoListThatCouldNotBeRead() {
        ledger.project(List.of(new Event.FileRejected(
                id("r"), at(0), "broken", null, "broken.json", new Problem(ProblemCode.MALFORMED, "No JSON."))));

        assertThat(queries.known("broken")).isEmpty();
        assertThat(queries.known("never")).isEmpty();
    }

    @Test
    void keepsDryRunsApartAndTellsWhatEachWouldChange() {
        Change change = new Change("status", "booked", "cancelled");
        Source source = new Source("http", null, 1, "pas-1");
        ledger.project(List.of(
                new Event.BatchOpened(id("o"), at(0), "list", "pas-1", null, true, 1, null),
                dryRun(accepted("dry", 0, 1, source, "list", null)),
                changing(provider("dry", 0, ProviderOutcome.WOULD_CANCEL, 2), change),
                registry("dry", 0, RegistryOutcome.WOULD_REMOVE, 3),
                accepted("meant", 0, 4),
                changing(provider("meant", 0, DONE, 5), change),
                registry("meant", 0, RegistryOutcome.REMOVED, 6),
                accepted("earlier", 0, 7),
                provider("earlier", 0, DONE, 8)));

        assertThat(queries.result(id("dry"))).hasValueSatisfying(result -> {
            assertThat(result.isDryRun()).isTrue();
            assertThat(result.change()).containsExactly(change);
            assertThat(result.finishedAt()).isEqualTo(at(3));
        });
        assertThat(queries.result(id("meant"))).hasValueSatisfying(result -> {
            assertThat(result.isDryRun()).isFalse();
            assertThat(result.dryRun()).isNull();
            assertThat(result.change()).containsExactly(change);
        });
        assertThat(queries.result(id("earlier")).orElseThrow().change())
                .as("not known")
                .isNull();
        assertThat(foundDry(true)).containsExactly(id("dry"));
        assertThat(foundDry(false)).containsExactlyInAnyOrder(id("meant"), id("earlier"));
        assertThat(queries.counts(queries.known("list").orElseThrow())).isEqualTo(new BatchCounts(0, 0, 0, 0, 0, 1));
    }

    /** Nobody's appointment waits for it. */
    @Test
    void noDryRunCountsAsOneThatNeedsAPerson() {
        for (int one = 0; one < 2; one++) {
            String rejected = "rejected-" + one;
            String parked = "parked-" + one;
            Event.Accepted first = accepted(rejected, 0, 1);
            Event.Accepted second = accepted(parked, 0, 1);
            ledger.project(List.of(
                    one == 0 ? dryRun(first) : first,
                    provider(rejected, 0, REJECTED, 2),
                    one == 0 ? dryRun(second) : second,
                    provider(parked, 0, one == 0 ? ProviderOutcome.WOULD_CANCEL : DONE, 3),
                    registry(parked, 0, RegistryOutcome.PARKED, 4)));
        }

        Standing standing = new Standing(source);
        assertThat(standing.needsPerson(at(0)))
                .extracting(Standing.NeedsPerson::count)
                .containsExactly(1L, 1L);
        assertThat(standing.stopped()).extracting(Standing.Stopped::count).containsExactly(1L, 1L);
    }

    @Test
    void whatWasDiscardedNeedsNobodyAnyMore() {
        ledger.project(List.of(
                accepted("r", 0, 1),
                provider("r", 0, REJECTED, 2),
                registry("r", 0, RegistryOutcome.SKIPPED, 2),
                accepted("p", 0, 1),
                provider("p", 0, DONE, 2),
                registry("p", 0, RegistryOutcome.PARKED, 3)));
        Standing standing = new Standing(source);
        assertThat(standing.needsPerson(at(0))).hasSize(2);

        ledger.project(List.of(discarded("r", 0, Leg.PROVIDER, 4), discarded("p", 0, Leg.REGISTRY, 4)));

        assertThat(standing.needsPerson(at(0))).isEmpty();
        assertThat(standing.stopped()).isEmpty();
    }

    private List<java.util.UUID> foundDry(boolean dryRun) {
        return queries
                .search(new CancellationFilter(null, null, null, null, null, null, null, dryRun, null), 0, 10)
                .items()
                .stream()
                .map(CancellationResult::cancellationId)
                .toList();
    }

    private List<String> found(
            ProviderOutcome outcome,
            RegistryOutcome registry,
            ProblemCode problem,
            String appointmentId,
            String requester,
            java.time.Instant from,
            java.time.Instant to) {
        CancellationPage page = queries.search(
                new CancellationFilter(outcome, registry, problem, appointmentId, requester, from, to), 0, 10);
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream()
                .map(result -> result.appointmentId().substring("appointment-".length()))
                .toList();
    }

    private List<CancellationResult> results(String batchId) {
        List<CancellationResult> results = new ArrayList<>();
        queries.forEachResult(batchId, results::add);
        return results;
    }

    private List<String> resultNames(String... batchIds) {
        return java.util.Arrays.stream(batchIds)
                .map(id -> queries.batch(id).orElseThrow().resultName())
                .toList();
    }

    private DataSource migrated() {
        DataSource empty = emptyDatabase();
        Flyway.configure().locations(Ledger.MIGRATIONS).dataSource(empty).load().migrate();
        return empty;
    }

    /** Four instances take the pieces as they come. */
    private void inParallel(ResultNames names, List<List<Event>> pieces) throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (List<Event> piece : pieces) {
                running.add(instances.submit(() -> new Ledger(source, names, false).project(piece)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            instances.shutdownNow();
        }
    }

    private static List<Event> shuffledWithRepeats(List<Event> events, Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(4) == 0).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<List<Event>> pieces(List<Event> events, Random random) {
        List<List<Event>> pieces = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(6));
            pieces.add(events.subList(from, to));
            from = to;
        }
        return pieces;
    }

    private static void clear(DataSource source) {
        JdbcTemplate template = new JdbcTemplate(source);
        List.of("event", "cancellation", "batch", "batch_row")
                .forEach(table -> template.update("DELETE FROM " + table));
    }

    private static Map<String, List<Map<String, Object>>> rows(DataSource source) {
        JdbcTemplate template = new JdbcTemplate(source);
        return Map.of(
                        "event",
                        "event_id",
                        "cancellation",
                        "cancellation_id",
                        "batch",
                        "batch_id",
                        "batch_row",
                        "batch_id, row_no")
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> template.query(
                                "SELECT * FROM " + table.getKey() + " ORDER BY " + table.getValue(), (row, n) -> {
                                    Map<String, Object> values = new java.util.TreeMap<>();
                                    for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                                        String name = row.getMetaData()
                                                .getColumnLabel(c)
                                                .toLowerCase(java.util.Locale.ROOT);
                                        if (!TOLD.contains(name)) {
                                            values.put(
                                                    name,
                                                    String.valueOf(row.getObject(c))
                                                            .replace("null", ""));
                                        }
                                    }
                                    return values;
                                })));
    }

    /** Made-up lives of a few cancellations in two files, likely and unlikely ones. */
    private static final class RandomHistory {
        private static final List<Leg> LEGS = List.of(Leg.PROVIDER, Leg.REGISTRY);
        private static final List<ProviderOutcome> PROVIDER_ENDS =
                List.of(PARKED, REJECTED, ProviderOutcome.WOULD_CANCEL, ALREADY_DONE, DONE);
        private static final List<RegistryOutcome> REGISTRY_ENDS = List.of(
                RegistryOutcome.SKIPPED,
                RegistryOutcome.PARKED,
                RegistryOutcome.ALREADY_ABSENT,
                RegistryOutcome.WOULD_UPDATE,
                RegistryOutcome.WOULD_REMOVE,
                RegistryOutcome.UPDATED,
                RegistryOutcome.REMOVED);

        private static <T> T any(List<T> of, Random random) {
            return of.get(random.nextInt(of.size()));
        }

        static List<Event> of(Random random) {
            List<Event> events = new ArrayList<>();
            List<String> names = List.of("a", "b", "c", "d", "e");
            events.add(opened("f1", "one.csv", names.size()));
            events.add(opened("f2", "two.csv", 2));
            for (int n = 0; n < names.size(); n++) {
                events.add(row("f1", n + 1, names.get(n), 0, n));
                life(names.get(n), events, random);
            }
            events.add(row("f2", 1, "a", random.nextInt(2), 11));
            events.add(row("f2", 2, "b", random.nextInt(2), 12));
            return List.copyOf(events.stream()
                    .collect(Collectors.toMap(
                            Event::eventId, event -> event, (one, other) -> one, java.util.LinkedHashMap::new))
                    .values());
        }

        private static void life(String name, List<Event> events, Random random) {
            int generations = 1 + random.nextInt(3);
            for (int generation = 0; generation < generations; generation++) {
                int second = 20 + 10 * generation;
                if (generation > 0 && random.nextInt(3) > 0) {
                    events.add(
                            random.nextBoolean()
                                    ? accepted(name, generation, second)
                                    : replayed(name, generation, any(LEGS, random), second));
                }
                for (int wait = random.nextInt(3); wait > 0; wait--) {
                    events.add(waiting(name, generation, any(LEGS, random), 1 + random.nextInt(4), second + wait));
                }
                for (int end = random.nextInt(3); end > 0; end--) {
                    ProviderOutcome outcome = any(PROVIDER_ENDS, random);
                    int at = second + 4 + random.nextInt(3);
                    events.add(changing(
                            provider(name, generation, outcome, at),
                            new Change("meta.lastUpdated", "" + generation, "" + at)));
                    if (!outcome.succeeded() && random.nextInt(4) == 0) {
                        events.add(discarded(name, generation, any(LEGS, random), second + 8));
                    }
                    if (!outcome.succeeded()) {
                        events.add(registry(name, generation, RegistryOutcome.SKIPPED, second + 4));
                    }
                }
                for (int end = random.nextInt(3); end > 0; end--) {
                    events.add(registry(name, generation, any(REGISTRY_ENDS, random), second + 6 + random.nextInt(3)));
                }
            }
        }
    }
}
