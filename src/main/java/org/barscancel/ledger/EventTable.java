package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.barscancel.cancellation.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every event, once. */
final class EventTable {
    private final JdbcClient client;
    private final JdbcTemplate template;

    EventTable(JdbcClient client, JdbcTemplate template) {
        this.client = client;
        this.template = template;
    }

    /**
     * What is kept of some cancellations, waits left out: they are many, and only the last one counts.
     *
     * @param events of each cancellation
     * @param alone the acceptances whose answer was nobody else's
     */
    record Kept(Map<UUID, List<Event.OfCancellation>> events, Set<UUID> alone) {
        List<Event.OfCancellation> of(UUID cancellationId) {
            return Objects.requireNonNull(events.get(cancellationId));
        }
    }

    Kept of(Collection<UUID> cancellationIds) {
        Kept kept = new Kept(new LinkedHashMap<>(), new HashSet<>());
        cancellationIds.forEach(id -> kept.events().put(id, new ArrayList<>()));
        Sql.inLists(cancellationIds, ids -> client.sql(
                                "SELECT payload, alone FROM event WHERE cancellation_id IN (:ids) AND type <> 'waiting'")
                        .param("ids", ids)
                        .query((row, n) -> read(row, kept.alone()))
                        .list())
                .forEach(event -> kept.of(event.cancellationId()).add(event));
        return kept;
    }

    /** Those that are not kept yet, each once. */
    List<Event> unknown(List<Event> events) {
        Map<UUID, Event> fresh = new LinkedHashMap<>();
        events.forEach(event -> fresh.putIfAbsent(event.eventId(), event));
        fresh.keySet().removeAll(known(fresh.keySet()));
        return List.copyOf(fresh.values());
    }

    /** Keeps events that are not kept yet. */
    void add(List<Event> fresh, Set<UUID> alone) {
        template.batchUpdate(
                """
                INSERT INTO event (event_id, type, cancellation_id, batch_id, generation, happened_at, alone, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                fresh.stream()
                        .map(event -> row(event, alone.contains(event.eventId())))
                        .toList());
    }

    private static Event.OfCancellation read(ResultSet row, Set<UUID> alone) throws SQLException {
        Event.OfCancellation event = (Event.OfCancellation) EventJson.read(row.getString("payload"));
        if (row.getBoolean("alone")) {
            alone.add(event.eventId());
        }
        return event;
    }

    private Set<UUID> known(Set<UUID> eventIds) {
        return new HashSet<>(
                Sql.inLists(eventIds, ids -> client.sql("SELECT event_id FROM event WHERE event_id IN (:ids)")
                        .param("ids", ids)
                        .query((row, n) -> Sql.uuid(row, "event_id"))
                        .list()));
    }

    private static @Nullable Object[] row(Event event, boolean alone) {
        EventJson.Written written = EventJson.write(event);
        boolean ofOne = event instanceof Event.OfCancellation;
        return new @Nullable Object[] {
            event.eventId(),
            written.type(),
            ofOne ? ((Event.OfCancellation) event).cancellationId() : null,
            batchId(event),
            ofOne ? ((Event.OfCancellation) event).generation() : null,
            Sql.time(event.at()),
            alone,
            written.payload()
        };
    }

    private static @Nullable String batchId(Event event) {
        if (event instanceof Event.Accepted accepted) {
            return accepted.batchId();
        }
        if (event instanceof Event.BatchOpened opened) {
            return opened.batchId();
        }
        return event instanceof Event.FileRejected rejected ? rejected.batchId() : null;
    }
}
