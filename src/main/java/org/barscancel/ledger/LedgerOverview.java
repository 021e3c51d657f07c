package org.barscancel.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an operator sees first: how much there is, what waits, and what needs a person; dry runs left out, and of what
 * stopped also what a person has dealt with. Every method
 * throws {@link DataAccessException} when the database is down, and looks at one requester's own only when one is named.
 */
public final class LedgerOverview {
    private static final String NEEDS_A_PERSON =
            """
            SELECT 'provider' AS leg, provider_outcome AS outcome, provider_problem_code AS code, COUNT(*) AS many,
                   MIN(received_at) AS oldest, MIN(provider_problem_next_action) AS next_action
            FROM cancellation WHERE provider_outcome IN ('parked', 'rejected') AND NOT dry_run
                  AND discarded_at IS NULL{own}
            GROUP BY provider_outcome, provider_problem_code
            UNION ALL
            SELECT 'registry', registry_outcome, registry_problem_code, COUNT(*),
                   MIN(received_at), MIN(registry_problem_next_action)
            FROM cancellation WHERE registry_outcome = 'parked' AND NOT dry_run
                  AND discarded_at IS NULL{own}
            GROUP BY registry_outcome, registry_problem_code
            ORDER BY many DESC, code""";

    private static final String SENDERS =
            """
            SELECT channel, requester, COUNT(*) AS many, MAX(received_at) AS newest
            FROM cancellation WHERE received_at >= :since{own}
            GROUP BY channel, requester ORDER BY newest DESC""";

    private final JdbcClient client;

    /** @param dataSource the ledger's database */
    public LedgerOverview(DataSource dataSource) {
        this.client = JdbcClient.create(dataSource);
    }

    /**
     * How much has come, and how much of what came has ended well.
     *
     * @param came requests that were received since then
     * @param settled cancellations of which nothing was left to do since then, but for what a person has dealt with
     */
    public record Pace(long came, long settled) {}

    /**
     * Cancellations that stopped in the same leg for the same reason.
     *
     * @param leg {@code provider} or {@code registry}
     * @param outcome {@code parked} or {@code rejected}
     * @param code of the problem
     * @param count how many, 1 or more
     * @param oldest when the first of them came
     * @param nextAction what to do, of one of them
     */
    public record Stopped(
            String leg, String outcome, String code, long count, @Nullable Instant oldest, String nextAction) {}

    /**
     * Somebody who sends requests.
     *
     * @param channel {@code file}, {@code queue}, {@code mllp}, {@code http} or {@code console}
     * @param requester as the channel knows it; null = it does not
     * @param count how many requests, 1 or more
     * @param newest when the last one came
     */
    public record Sender(String channel, @Nullable String requester, long count, Instant newest) {}

    /** What came and ended since a moment. */
    public Pace pace(Instant since, @Nullable String requester) {
        return new Pace(
                count("received_at >= :since", since, requester),
                count("settled_at >= :since AND discarded_at IS NULL", since, requester));
    }

    /** What each leg has not ended. */
    public List<Standing.Waiting> waiting(@Nullable String requester) {
        return List.of(
                waiting("provider", Standing.AT_PROVIDER, requester),
                waiting("registry", Standing.AT_REGISTRY, requester));
    }

    /** What needs a person, most of it first. */
    public List<Stopped> stopped(@Nullable String requester) {
        return client.sql(NEEDS_A_PERSON.replace("{own}", own(requester)))
                .params(parameters(null, requester))
                .query((row, n) -> new Stopped(
                        row.getString("leg"),
                        row.getString("outcome"),
                        row.getString("code"),
                        row.getLong("many"),
                        Sql.instant(row, "oldest"),
                        row.getString("next_action")))
                .list();
    }

    /** Who has sent something since then, the latest first. */
    public List<Sender> senders(Instant since, @Nullable String requester) {
        return client.sql(SENDERS.replace("{own}", own(requester)))
                .params(parameters(since, requester))
                .query((row, n) -> new Sender(
                        row.getString("channel"),
                        row.getString("requester"),
                        row.getLong("many"),
                        Sql.requiredInstant(row, "newest")))
                .list();
    }

    private long count(String which, Instant since, @Nullable String requester) {
        return client.sql("SELECT COUNT(*) FROM cancellation WHERE NOT dry_run AND " + which + own(requester))
                .params(parameters(since, requester))
                .query(Long.class)
                .single();
    }

    private Standing.Waiting waiting(String leg, String which, @Nullable String requester) {
        return client.sql("SELECT COUNT(*) AS many, MIN(received_at) AS oldest FROM cancellation WHERE NOT dry_run AND "
                        + which + own(requester))
                .params(parameters(null, requester))
                .query((row, n) -> new Standing.Waiting(leg, row.getLong("many"), Sql.instant(row, "oldest")))
                .single();
    }

    private static String own(@Nullable String requester) {
        return requester == null ? "" : " AND requester = :requester";
    }

    private static Map<String, Object> parameters(@Nullable Instant since, @Nullable String requester) {
        Map<String, Object> parameters = new HashMap<>();
        if (since != null) {
            parameters.put("since", Sql.time(since));
        }
        if (requester != null) {
            parameters.put("requester", requester);
        }
        return parameters;
    }
}
