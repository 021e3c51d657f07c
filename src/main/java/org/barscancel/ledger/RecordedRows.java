package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.reconciliation.Recorded;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows as a reconciliation looks at them, in the order of their arrival. Dry runs are none of its business. */
final class RecordedRows {
    private static final String SELECT =
            """
            SELECT c.cancellation_id, c.correlation_id, c.generation, c.appointment_id, c.requested_status, c.nhs_hash,
                   c.target_system, c.target_value, c.channel, c.source_name, c.source_row, c.requester, c.received_at,
                   c.provider_outcome, c.provider_ended_at, c.registry_outcome, c.registry_ended_at, c.waiting,
                   c.waiting_until, c.discarded_at,
                   (SELECT COUNT(*) FROM cancellation newer
                    WHERE newer.appointment_id = c.appointment_id AND newer.provider_outcome <> 'rejected' AND NOT newer.dry_run
                    AND (newer.received_at > c.received_at
                         OR (newer.received_at = c.received_at AND newer.cancellation_id > c.cancellation_id))) AS newer
            FROM cancellation c WHERE c.received_at IS NOT NULL AND NOT c.dry_run""";

    private static final String FIRST = " AND c.received_at >= :from";

    private static final String NEXT = FIRST + " AND NOT (c.received_at = :from AND c.cancellation_id <= :after)";

    private static final String PAGE =
            " AND c.received_at < :to" + " ORDER BY c.received_at, c.cancellation_id FETCH FIRST :most ROWS ONLY";

    private final JdbcClient client;

    RecordedRows(JdbcClient client) {
        this.client = client;
    }

    /** The next ones of a period. */
    List<Recorded> page(Instant from, Instant to, @Nullable Recorded last, int most) {
        JdbcClient.StatementSpec page = last == null
                ? client.sql(SELECT + FIRST + PAGE).param("from", Sql.time(from))
                : client.sql(SELECT + NEXT + PAGE)
                        .param("from", Sql.time(last.receivedAt()))
                        .param("after", last.cancellationId());
        return page.param("to", Sql.time(to))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Recorded> one(UUID cancellationId) {
        return client.sql(SELECT + " AND c.cancellation_id = :id")
                .param("id", cancellationId)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Recorded read(ResultSet row) throws SQLException {
        String system = row.getString("target_system");
        String value = row.getString("target_value");
        Instant receivedAt = Sql.requiredInstant(row, "received_at");
        Instant lastSign = Stream.of(
                        receivedAt,
                        Sql.instant(row, "provider_ended_at"),
                        Sql.instant(row, "registry_ended_at"),
                        row.getBoolean("waiting") ? Sql.instant(row, "waiting_until") : null)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(receivedAt);
        return new Recorded(
                Sql.uuid(row, "cancellation_id"),
                Sql.uuid(row, "correlation_id"),
                row.getInt("generation"),
                row.getString("appointment_id"),
                Codes.readNullable(TargetStatus.class, row.getString("requested_status")),
                row.getString("nhs_hash"),
                system == null || value == null ? null : new TargetService(system, value),
                new Source(
                        row.getString("channel"),
                        row.getString("source_name"),
                        Sql.integer(row, "source_row"),
                        row.getString("requester")),
                receivedAt,
                Codes.read(ProviderOutcome.class, row.getString("provider_outcome")),
                Codes.read(RegistryOutcome.class, row.getString("registry_outcome")),
                Sql.instant(row, "discarded_at") != null,
                lastSign,
                row.getInt("newer") > 0);
    }
}
