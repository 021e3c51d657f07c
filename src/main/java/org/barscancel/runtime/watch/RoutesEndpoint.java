package org.barscancel.runtime.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.InflightRepository.InflightExchange;
import org.barscancel.runtime.watch.RouteCounts.Counts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The routes as they run, at {@code /actuator/routes}: ids, states, counts, times, and at which step the oldest exchange is. Nothing of
 * an exchange itself is shown: no id, body, header, variable or address (R23). It changes nothing.
 */
@Endpoint(id = "routes")
public final class RoutesEndpoint {
    private final CamelContext camel;
    private final RouteCounts counts;

    RoutesEndpoint(CamelContext camel, RouteCounts counts) {
        this.camel = camel;
        this.counts = counts;
    }

    /**
     * All routes.
     *
     * @param routes in the order of their ids
     */
    public record Routes(List<Shown> routes) {}

    /**
     * A route.
     *
     * @param id its id
     * @param description what it does
     * @param state {@code started}, {@code suspended}, {@code stopped} or what Camel names else
     * @param uptimeMillis since it was started
     * @param inFlight exchanges that it works on
     * @param oldest the one that has been worked on longest; null when there is none
     * @param ended exchanges that have ended since the start of the program
     * @param failed those of them that ended by an exception, which is mostly a redelivery
     * @param meanMillis how long one took
     * @param maxMillis how long the longest took
     * @param lastEndedAt when the last one ended; null when none has
     */
    public record Shown(
            String id,
            @Nullable String description,
            String state,
            long uptimeMillis,
            int inFlight,
            @Nullable Oldest oldest,
            long ended,
            long failed,
            long meanMillis,
            long maxMillis,
            @Nullable Instant lastEndedAt) {}

    /**
     * The exchange that has been worked on longest.
     *
     * @param step id of the step at which it is; null when it is at none
     * @param millis how long it has been worked on
     */
    public record Oldest(@Nullable String step, long millis) {}

    /** As they stand now. */
    @ReadOperation
    public Routes routes() {
        return new Routes(camel.getRoutes().stream()
                .sorted(Comparator.comparing(Route::getRouteId))
                .map(this::shown)
                .toList());
    }

    private Shown shown(Route route) {
        String id = route.getRouteId();
        Counts done = counts.of(id);
        return new Shown(
                id,
                route.getDescription(),
                String.valueOf(camel.getRouteController().getRouteStatus(id)).toLowerCase(Locale.ROOT),
                route.getUptimeMillis(),
                camel.getInflightRepository().size(id),
                oldest(id),
                done.ended(),
                done.failed(),
                done.meanMillis(),
                done.maxMillis(),
                done.lastEndedAt());
    }

    private @Nullable Oldest oldest(String routeId) {
        Collection<InflightExchange> inFlight = camel.getInflightRepository().browse(routeId, 1, true);
        return inFlight.stream()
                .findFirst()
                .map(one -> new Oldest(one.getNodeId(), one.getDuration()))
                .orElse(null);
    }
}
