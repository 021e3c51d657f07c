package org.barscancel.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.barscancel.answer.ResultNames;
import org.barscancel.cancellation.Event;
import org.barscancel.ledger.CancellationTable.Held;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The state of every cancellation, worked out from events. Events may come twice and in any order, on one instance or
 * several: how a cancellation stands follows from the set of its events alone (see {@link History}), and rows are held
 * while they are worked out.
 *
 * <p>Only whether somebody was told already does not: see {@link Telling}.
 *
 * <p>The database must have a transaction on disk when its commit returns, since the events are acknowledged next. H2
 * does so with {@code ;WRITE_DELAY=0} in its URL, PostgreSQL as it is ({@code synchronous_commit}).
 */
public final class Ledger {
    /** Where the database's migrations lie: in a folder that no other application looks into for its own. */
    public static final String MIGRATIONS = "classpath:bars-cancel/db/migration";

    /** How often a projection that lost a race with another instance is tried. */
    private static final int TRIES = 5;

    private final TransactionTemplate transaction;
    private final EventTable events;
    private final CancellationTable cancellations;
    private final Batches batches;
    private final ResultRows results;

    /**
     * @param dataSource a database with this program's migrations applied. The ledger has a transaction manager of its
     *     own: the application's one may be that of the broker
     * @param files tells which names of result files are free
     * @param simulated whether every result is to be marked as simulated
     */
    public Ledger(DataSource dataSource, ResultNames files, boolean simulated) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        JdbcClient client = JdbcClient.create(template);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.events = new EventTable(client, template);
        this.cancellations = new CancellationTable(client, template);
        this.batches = new Batches(new BatchTable(client, template), new BatchRowTable(client, template), files);
        this.results = new ResultRows(client, simulated);
    }

    /**
     * Takes events into the ledger, all of them or none, and tells what follows. The same events again change nothing
     * and tell the same: after a crash it is not known what of it was done.
     *
     * @throws DataAccessException when the database is down; the events must then come again
     */
    public Projection project(List<Event> news) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> projectOnce(news)));
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /**
     * What is known of a cancellation, for a request that may be a repeat.
     *
     * @throws DataAccessException when the database is down
     */
    public Optional<KnownCancellation> find(UUID cancellationId) {
        return cancellations.find(cancellationId);
    }

    /**
     * Has a cancellation kept, since a repeat is to be answered from it. Returns whether it is still there.
     *
     * @throws DataAccessException when the database is down
     */
    public boolean keep(UUID cancellationId, Instant now) {
        return cancellations.asked(cancellationId, now);
    }

    private Projection projectOnce(List<Event> news) {
        Set<UUID> touched = touched(news);
        Map<UUID, Held> held = cancellations.lock(touched);
        EventTable.Kept kept = events.of(touched);
        List<Event> fresh = events.unknown(news);
        Map<UUID, LastWait> waits = waits(held, news);
        Map<UUID, List<Event.OfCancellation>> freshOf = byCancellation(fresh);
        Map<UUID, History> histories = new LinkedHashMap<>();
        Map<UUID, CancellationState> states = new LinkedHashMap<>();
        for (UUID id : touched) {
            List<Event.OfCancellation> added = freshOf.getOrDefault(id, List.of());
            History history = new History(
                    Stream.concat(kept.of(id).stream(), added.stream()).toList());
            Telling told = held.getOrDefault(id, Held.NOTHING).told().with(history, added);
            histories.put(id, history);
            states.put(id, CancellationState.of(id, history, waits.get(id), told));
        }
        Answers answers = Answers.due(news, kept, freshOf, histories, states);
        events.add(fresh, answers.alone());
        cancellations.save(states.values(), held.keySet());
        List<String> touchedBatches = batches.take(news, states, answers.ended());
        return new Projection(answers.settled(results), touchedBatches);
    }

    /** The last one known of each cancellation, these news included. */
    private static Map<UUID, LastWait> waits(Map<UUID, Held> held, List<Event> news) {
        Map<UUID, LastWait> waits = new HashMap<>();
        held.forEach((id, row) -> {
            LastWait wait = row.lastWait();
            if (wait != null) {
                waits.put(id, wait);
            }
        });
        news.forEach(event -> {
            if (event instanceof Event.Waiting waiting) {
                waits.merge(waiting.cancellationId(), LastWait.of(waiting), LastWait::later);
            }
        });
        return waits;
    }

    private static Map<UUID, List<Event.OfCancellation>> byCancellation(List<Event> events) {
        return events.stream()
                .filter(event -> event instanceof Event.OfCancellation && !(event instanceof Event.Waiting))
                .map(Event.OfCancellation.class::cast)
                .collect(Collectors.groupingBy(Event.OfCancellation::cancellationId));
    }

    /** In one order for all instances, so that two of them do not wait for each other. */
    private static Set<UUID> touched(List<Event> news) {
        Set<UUID> touched = new TreeSet<>();
        news.forEach(event -> {
            if (event instanceof Event.OfCancellation one) {
                touched.add(one.cancellationId());
            }
        });
        return touched;
    }
}
