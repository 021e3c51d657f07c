package org.barscancel.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Keeps those that are not kept yet. */
    void add(List<Event> events) {
        Map<UUID, Event> fresh = new LinkedHashMap<>();
        events.forEach(event -> fresh.putIfAbsent(event.eventId(), event));
        fresh.keySet().removeAll(known(fresh.keySet()));
        template.batchUpdate(
                """
                INSERT INTO event (event_id, type, cancellation_id, batch_id, generation, happened_at, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                fresh.values().stream().map(EventTable::row).toList());
    }

    /** What is kept of each cancellation, waits left out: they are many, and only the last one counts. */
    Map<UUID, History> histories(Collection<UUID> cancellationIds) {
        Map<UUID, List<Event.OfCancellation>> events = new LinkedHashMap<>();
        cancellationIds.forEach(id -> events.put(id, new java.util.ArrayList<>()));
        Sql.inLists(cancellationIds, ids -> client.sql(
                                "SELECT payload FROM event WHERE cancellation_id IN (:ids) AND type <> 'waiting'")
                        .param("ids", ids)
                        .query(String.class)
                        .list())
                .forEach(payload -> {
                    if (EventJson.read(payload) instanceof Event.OfCancellation event) {
                        List<Event.OfCancellation> own = events.get(event.cancellationId());
                        if (own != null) {
                            own.add(event);
                        }
                    }
                });
        Map<UUID, History> histories = new LinkedHashMap<>();
        events.forEach((id, own) -> histories.put(id, new History(own)));
        return histories;
    }

    private Set<UUID> known(Set<UUID> eventIds) {
        return new HashSet<>(
                Sql.inLists(eventIds, ids -> client.sql("SELECT event_id FROM event WHERE event_id IN (:ids)")
                        .param("ids", ids)
                        .query((row, n) -> Sql.uuid(row, "event_id"))
                        .list()));
    }

    private static @Nullable Object[] row(Event event) {
        EventJson.Written written = EventJson.write(event);
        boolean ofOne = event instanceof Event.OfCancellation;
        return new @Nullable Object[] {
            event.eventId(),
            written.type(),
            ofOne ? ((Event.OfCancellation) event).cancellationId() : null,
            batchId(event),
            ofOne ? ((Event.OfCancellation) event).generation() : null,
            Sql.time(event.at()),
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
