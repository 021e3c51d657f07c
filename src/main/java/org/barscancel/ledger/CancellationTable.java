package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a cancellation: how it stands. */
final class CancellationTable {
    private static final String LOCK =
            """
            SELECT cancellation_id, waiting_generation, waiting_leg, waiting_attempts, waiting_until, waiting_why,
            told_verdict, told_by FROM cancellation WHERE cancellation_id IN (:ids) ORDER BY cancellation_id FOR UPDATE""";

    private final JdbcClient client;
    private final JdbcTemplate template;

    CancellationTable(JdbcClient client, JdbcTemplate template) {
        this.client = client;
        this.template = template;
    }

    /**
     * What a row holds that does not follow from the events kept.
     *
     * @param lastWait the last wait known
     */
    record Held(@Nullable LastWait lastWait, Telling told) {
        static final Held NOTHING = new Held(null, Telling.NONE);
    }

    /**
     * Holds the rows that are there until the transaction ends, so that nobody else works out the same ones; in one
     * order, so that two instances do not wait for each other.
     *
     * @return those that are there
     */
    Map<UUID, Held> lock(Collection<UUID> sortedIds) {
        Map<UUID, Held> held = new HashMap<>();
        Sql.inLists(sortedIds, ids -> client.sql(LOCK)
                        .param("ids", ids)
                        .query((row, n) -> Map.entry(Sql.uuid(row, "cancellation_id"), held(row)))
                        .list())
                .forEach(row -> held.put(row.getKey(), row.getValue()));
        return held;
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(wait(row), new Telling(row.getString("told_verdict"), Sql.uuid(row, "told_by")));
    }

    /** Writes how the cancellations stand; those that do not exist get their row now. */
    void save(Collection<CancellationState> states, Collection<UUID> existing) {
        List<@Nullable Object[]> inserts = new ArrayList<>();
        List<@Nullable Object[]> updates = new ArrayList<>();
        for (CancellationState state : states) {
            (existing.contains(state.cancellationId()) ? updates : inserts).add(CancellationColumn.values(state));
        }
        template.batchUpdate(CancellationColumn.INSERT, inserts);
        template.batchUpdate(CancellationColumn.UPDATE, updates);
    }

    Optional<KnownCancellation> find(UUID cancellationId) {
        return client.sql("SELECT generation, provider_outcome, registry_outcome, appointment_id, received_at,"
                        + " settled_at FROM cancellation WHERE cancellation_id = :id")
                .param("id", cancellationId)
                .query((row, n) -> new KnownCancellation(
                        row.getInt("generation"),
                        Codes.read(ProviderOutcome.class, row.getString("provider_outcome")),
                        Codes.read(RegistryOutcome.class, row.getString("registry_outcome")),
                        row.getString("appointment_id"),
                        Sql.instant(row, "received_at"),
                        Sql.instant(row, "settled_at")))
                .optional();
    }

    /** Notes that a repeat is answered from a row. Returns whether the row is still there. */
    boolean asked(UUID cancellationId, Instant at) {
        return client.sql("UPDATE cancellation SET asked_at = :at WHERE cancellation_id = :id")
                        .param("at", Sql.time(at))
                        .param("id", cancellationId)
                        .update()
                > 0;
    }

    private static @Nullable LastWait wait(ResultSet row) throws SQLException {
        Instant until = Sql.instant(row, "waiting_until");
        return until == null
                ? null
                : new LastWait(
                        row.getInt("waiting_generation"),
                        Codes.read(Leg.class, row.getString("waiting_leg")),
                        row.getInt("waiting_attempts"),
                        until,
                        row.getString("waiting_why"));
    }
}
