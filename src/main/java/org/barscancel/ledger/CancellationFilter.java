package org.barscancel.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Which cancellations are asked for; what is null does not matter.
 *
 * @param outcome how the provider leg stands
 * @param registry how the registry leg stands
 * @param problem the problem that their result shows
 * @param appointmentId exactly this one
 * @param requester exactly this one
 * @param from received at this moment or later
 * @param to received before this moment
 * @param dryRun whether dry runs only, or none
 * @param discarded whether a person has dealt with what stopped
 */
public record CancellationFilter(
        @Nullable ProviderOutcome outcome,
        @Nullable RegistryOutcome registry,
        @Nullable ProblemCode problem,
        @Nullable String appointmentId,
        @Nullable String requester,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean dryRun,
        @Nullable Boolean discarded) {

    /** Without a look at what is a dry run, or was dealt with. */
    public CancellationFilter(
            @Nullable ProviderOutcome outcome,
            @Nullable RegistryOutcome registry,
            @Nullable ProblemCode problem,
            @Nullable String appointmentId,
            @Nullable String requester,
            @Nullable Instant from,
            @Nullable Instant to) {
        this(outcome, registry, problem, appointmentId, requester, from, to, null, null);
    }

    /** The same, of one requester only. */
    public CancellationFilter ofRequester(String only) {
        return new CancellationFilter(outcome, registry, problem, appointmentId, only, from, to, dryRun, discarded);
    }

    /** The values of what matters, by name. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "outcome", Codes.ofNullable(outcome));
        put(values, "registry", Codes.ofNullable(registry));
        put(values, "problem", Codes.ofNullable(problem));
        put(values, "appointment", appointmentId);
        put(values, "requester", requester);
        put(values, "from", Sql.time(from));
        put(values, "to", Sql.time(to));
        put(values, "dryRun", dryRun);
        put(values, "discarded", discarded);
        return values;
    }

    /** The condition that such a value is for; an accepted cancellation is {@code c}. */
    static String condition(String name) {
        return switch (name) {
            case "outcome" -> "c.provider_outcome = :outcome";
            case "registry" -> "c.registry_outcome = :registry";
            case "problem" ->
                "(c.provider_problem_code = :problem"
                        + " OR (c.registry_problem_code = :problem AND c.provider_problem_code IS NULL))";
            case "appointment" -> "c.appointment_id = :appointment";
            case "requester" -> "c.requester = :requester";
            case "from" -> "c.received_at >= :from";
            case "discarded" -> "(c.discarded_at IS NOT NULL) = :discarded";
            case "to" -> "c.received_at < :to";
            case "dryRun" -> "c.dry_run = :dryRun";
            default -> throw new IllegalArgumentException("No such value");
        };
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
