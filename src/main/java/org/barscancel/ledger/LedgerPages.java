package org.barscancel.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the console shows of single cancellations and lists beyond their results. Every method throws
 * {@link DataAccessException} when the database is down.
 */
public final class LedgerPages {
    private final JdbcClient client;
    private final ResultRows results;
    private final EventTable events;

    /**
     * Sets up the queries.
     *
     * @param dataSource the ledger's database
     * @param simulated whether every result is to be marked as simulated
     */
    public LedgerPages(DataSource dataSource, boolean simulated) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
        this.results = new ResultRows(client, simulated);
        this.events = new EventTable(client, template);
    }

    /**
     * A wait that still stands.
     *
     * @param leg which leg waits
     * @param attempts how often it has been tried, 1 or more
     * @param until when it is tried again
     * @param why one sentence
     */
    public record Wait(Leg leg, int attempts, Instant until, String why) {}

    /**
     * A list or file.
     *
     * @param batch as the ledger knows it
     * @param completedAt when all of it had ended; null while not
     */
    public record Batch(KnownBatch batch, @Nullable Instant completedAt) {}

    /**
     * One request of a list.
     *
     * @param row its place, from 1
     * @param result how it stands
     */
    public record Row(int row, CancellationResult result) {}

    /**
     * A reason why requests of a list did not end as asked for.
     *
     * @param code of the problem
     * @param count how many, 1 or more
     * @param rows the first of their places, from 1
     */
    public record WhyNot(String code, long count, List<Integer> rows) {}

    /**
     * Cancellations of one patient, the newest first.
     *
     * @param nhsNumberHash as {@link NhsNumberHash} makes it
     * @param requester only this one's; null = everybody's
     * @param most how many at most
     */
    public List<CancellationResult> ofPatient(String nhsNumberHash, @Nullable String requester, int most) {
        Map<String, Object> parameters = new HashMap<>(Map.of("hash", nhsNumberHash, "most", most));
        if (requester != null) {
            parameters.put("requester", requester);
        }
        List<UUID> ids = client.sql("SELECT cancellation_id FROM cancellation WHERE nhs_hash = :hash"
                        + " AND received_at IS NOT NULL"
                        + (requester == null ? "" : " AND requester = :requester")
                        + " ORDER BY received_at DESC, cancellation_id DESC FETCH FIRST :most ROWS ONLY")
                .params(parameters)
                .query(UUID.class)
                .list();
        return inOrder(ids);
    }

    /** All that is kept of one cancellation, the oldest first; waits are not. */
    public List<Event.OfCancellation> events(UUID cancellationId) {
        List<Event.OfCancellation> all =
                new ArrayList<>(events.of(List.of(cancellationId)).of(cancellationId));
        all.sort(Comparator.comparing(Event::at).thenComparing(Event::eventId));
        return all;
    }

    /** What a cancellation waits for at present. */
    public Optional<Wait> waiting(UUID cancellationId) {
        return client.sql("SELECT waiting_leg, waiting_attempts, waiting_until, waiting_why FROM cancellation"
                        + " WHERE cancellation_id = :id AND waiting AND waiting_until IS NOT NULL")
                .param("id", cancellationId)
                .query((row, n) -> new Wait(
                        Codes.read(Leg.class, row.getString("waiting_leg")),
                        row.getInt("waiting_attempts"),
                        Sql.requiredInstant(row, "waiting_until"),
                        row.getString("waiting_why")))
                .optional();
    }

    /**
     * Lists and files that could be read, the newest first.
     *
     * @param requester only this one's; null = everybody's
     * @param page from 0
     * @param size how many a page holds
     */
    public List<Batch> batches(@Nullable String requester, int page, int size) {
        Map<String, Object> parameters = new HashMap<>(Map.of("skipped", (long) page * size, "size", size));
        if (requester != null) {
            parameters.put("requester", requester);
        }
        return client.sql("SELECT batch_id, requester, name, size, opened_at, completed_at FROM batch"
                        + " WHERE opened_at IS NOT NULL AND problem_code IS NULL"
                        + (requester == null ? "" : " AND requester = :requester")
                        + " ORDER BY opened_at DESC, batch_id DESC OFFSET :skipped ROWS FETCH FIRST :size ROWS ONLY")
                .params(parameters)
                .query((row, n) -> new Batch(
                        new KnownBatch(
                                row.getString("batch_id"),
                                row.getString("requester"),
                                row.getString("name"),
                                row.getInt("size"),
                                Sql.instant(row, "completed_at") != null,
                                Sql.requiredInstant(row, "opened_at")),
                        Sql.instant(row, "completed_at")))
                .list();
    }

    /**
     * Requests of a list, in its order.
     *
     * @param batchId the list
     * @param outcome only those that count so, in the public spelling; null = all
     * @param page from 0
     * @param size how many a page holds
     */
    public List<Row> rows(String batchId, @Nullable String outcome, int page, int size) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("batch", batchId, "skipped", (long) page * size, "size", size));
        if (outcome != null) {
            parameters.put("outcome", outcome);
        }
        List<Map.Entry<Integer, UUID>> places = client.sql("SELECT row_no, cancellation_id FROM batch_row"
                        + " WHERE batch_id = :batch"
                        + (outcome == null ? "" : " AND outcome = :outcome")
                        + " ORDER BY row_no OFFSET :skipped ROWS FETCH FIRST :size ROWS ONLY")
                .params(parameters)
                .query((row, n) -> Map.entry(row.getInt("row_no"), Sql.uuid(row, "cancellation_id")))
                .list();
        Map<UUID, CancellationResult> known =
                byId(places.stream().map(Map.Entry::getValue).distinct().toList());
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Integer, UUID> place : places) {
            CancellationResult result = known.get(place.getValue());
            if (result != null) {
                rows.add(new Row(place.getKey(), result));
            }
        }
        return rows;
    }

    /**
     * Why requests of a list have ended otherwise than asked for, the most frequent reason first.
     *
     * @param batchId the list
     * @param rows how many rows of each are named
     */
    public List<WhyNot> reasons(String batchId, int rows) {
        String reason = "COALESCE(c.provider_problem_code, c.registry_problem_code)";
        String of = " FROM batch_row r JOIN cancellation c ON c.cancellation_id = r.cancellation_id"
                + " WHERE r.batch_id = :batch AND r.outcome <> 'pending' AND " + reason;
        Map<String, Long> counts = new LinkedHashMap<>();
        client.sql("SELECT " + reason + " AS code, COUNT(*) AS many" + of + " IS NOT NULL GROUP BY " + reason
                        + " ORDER BY many DESC, code")
                .param("batch", batchId)
                .query(row -> {
                    counts.put(row.getString("code"), row.getLong("many"));
                });
        return counts.entrySet().stream()
                .map(one -> new WhyNot(
                        one.getKey(),
                        one.getValue(),
                        client.sql("SELECT r.row_no" + of + " = :code ORDER BY r.row_no FETCH FIRST :most ROWS ONLY")
                                .params(Map.of("batch", batchId, "code", one.getKey(), "most", rows))
                                .query(Integer.class)
                                .list()))
                .toList();
    }

    private List<CancellationResult> inOrder(List<UUID> ids) {
        Map<UUID, CancellationResult> known = byId(ids);
        return ids.stream().filter(known::containsKey).map(known::get).toList();
    }

    private Map<UUID, CancellationResult> byId(List<UUID> ids) {
        return results.of(ids).stream()
                .collect(Collectors.toMap(CancellationResult::cancellationId, Function.identity()));
    }
}
