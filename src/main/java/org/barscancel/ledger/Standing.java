package org.barscancel.ledger;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many cancellations stand where, dry runs left out. Every method throws {@link DataAccessException} when the database is down. */
public final class Standing {
    private static final String NO_DRY_RUN = "NOT dry_run";
    private static final String NOT_DEALT_WITH = " AND discarded_at IS NULL";
    static final String AT_PROVIDER = "provider_outcome = 'pending'";
    static final String AT_REGISTRY = "registry_outcome = 'pending' AND provider_outcome IN ('done', 'already-done')";

    private final JdbcClient client;

    /** @param dataSource the ledger's database */
    public Standing(DataSource dataSource) {
        this.client = JdbcClient.create(dataSource);
    }

    /**
     * Cancellations that have not ended a leg.
     *
     * @param leg {@code provider} or {@code registry}
     * @param count how many, 0 or more
     * @param oldest when the first of them came; null when there is none
     */
    public record Waiting(String leg, long count, @Nullable Instant oldest) {}

    /**
     * Cancellations that a leg has given up, and nobody has replayed or discarded.
     *
     * @param leg {@code provider} or {@code registry}
     * @param outcome {@code parked} or {@code rejected}
     * @param code of the problem
     * @param count how many, 1 or more
     */
    public record Stopped(String leg, String outcome, String code, long count) {}

    /**
     * Cancellations, or files and messages that hold no request, that need a person.
     *
     * @param outcome {@code parked} or {@code rejected}
     * @param code of the problem
     * @param count how many, 1 or more
     * @param since when the first of them ended so
     */
    public record NeedsPerson(String outcome, String code, long count, Instant since) {}

    /**
     * What lies parked, and what was rejected lately, by problem.
     *
     * @param rejectedSince rejected at this moment or later
     */
    public List<NeedsPerson> needsPerson(Instant rejectedSince) {
        return client.sql("SELECT outcome, code, COUNT(*) AS many, MIN(ended) AS first_at FROM ("
                        + "SELECT provider_outcome AS outcome, provider_problem_code AS code, provider_ended_at AS ended"
                        + " FROM cancellation WHERE provider_outcome = 'parked' AND " + NO_DRY_RUN + NOT_DEALT_WITH
                        + " UNION ALL SELECT registry_outcome, registry_problem_code, registry_ended_at"
                        + " FROM cancellation WHERE registry_outcome = 'parked' AND " + NO_DRY_RUN + NOT_DEALT_WITH
                        + " UNION ALL SELECT provider_outcome, provider_problem_code, provider_ended_at"
                        + " FROM cancellation WHERE provider_outcome = 'rejected' AND provider_ended_at >= :since AND "
                        + NO_DRY_RUN + NOT_DEALT_WITH
                        + " UNION ALL SELECT 'rejected', problem_code, opened_at"
                        + " FROM batch WHERE problem_code IS NOT NULL AND opened_at >= :since) AS one"
                        + " WHERE code IS NOT NULL AND ended IS NOT NULL GROUP BY outcome, code")
                .param("since", Sql.time(rejectedSince))
                .query((row, n) -> new NeedsPerson(
                        row.getString("outcome"),
                        row.getString("code"),
                        row.getLong("many"),
                        Sql.requiredInstant(row, "first_at")))
                .list();
    }

    /** What each leg has not ended. */
    public List<Waiting> waiting() {
        return List.of(waiting("provider", AT_PROVIDER), waiting("registry", AT_REGISTRY));
    }

    /** What lies parked or rejected, by problem. */
    public List<Stopped> stopped() {
        return client.sql("SELECT 'provider' AS leg, provider_outcome AS outcome, provider_problem_code AS code,"
                        + " COUNT(*) AS many FROM cancellation WHERE provider_outcome IN ('parked', 'rejected')"
                        + " AND " + NO_DRY_RUN + NOT_DEALT_WITH
                        + " GROUP BY provider_outcome, provider_problem_code"
                        + " UNION ALL SELECT 'registry', registry_outcome, registry_problem_code, COUNT(*)"
                        + " FROM cancellation WHERE registry_outcome = 'parked'"
                        + " AND " + NO_DRY_RUN + NOT_DEALT_WITH
                        + " GROUP BY registry_outcome, registry_problem_code")
                .query((row, n) -> new Stopped(
                        row.getString("leg"), row.getString("outcome"), row.getString("code"), row.getLong("many")))
                .list();
    }

    private Waiting waiting(String leg, String which) {
        return client.sql("SELECT COUNT(*) AS many, MIN(received_at) AS oldest FROM cancellation WHERE " + which
                        + " AND " + NO_DRY_RUN)
                .query((row, n) -> new Waiting(leg, row.getLong("many"), Sql.instant(row, "oldest")))
                .single();
    }
}
