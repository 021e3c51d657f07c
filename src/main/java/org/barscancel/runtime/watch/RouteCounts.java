package org.barscancel.runtime.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/** Counts and times the exchanges of each route, since the start. */
final class RouteCounts implements RoutePolicyFactory {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Clock clock;
    private final Map<String, Counted> routes = new ConcurrentHashMap<>();

    RouteCounts(Clock clock) {
        this.clock = clock;
    }

    /**
     * What came of the exchanges of a route.
     *
     * @param ended how many have ended
     * @param failed how many of them by an exception
     * @param meanMillis how long one took, 0 when none has ended
     * @param maxMillis how long the longest took
     * @param lastEndedAt when the last one ended; null when none has
     */
    record Counts(long ended, long failed, long meanMillis, long maxMillis, @Nullable Instant lastEndedAt) {}

    Counts of(String routeId) {
        return Optional.ofNullable(routes.get(routeId))
                .map(Counted::counts)
                .orElseGet(() -> new Counts(0, 0, 0, 0, null));
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return routes.computeIfAbsent(routeId, id -> new Counted("barsBegan-" + id));
    }

    private final class Counted extends RoutePolicySupport {
        private final String began;
        private final LongAdder ended = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder nanos = new LongAdder();
        private final AtomicLong longest = new AtomicLong();
        private final AtomicReference<@Nullable Instant> last = new AtomicReference<>();

        Counted(String began) {
            this.began = began;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.setProperty(began, System.nanoTime());
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Long since = exchange.getProperty(began, Long.class);
            long took = since == null ? 0 : System.nanoTime() - since;
            nanos.add(took);
            longest.accumulateAndGet(took, Math::max);
            last.set(clock.instant());
            if (exchange.isFailed()) {
                failed.increment();
            }
            ended.increment();
        }

        Counts counts() {
            long many = ended.sum();
            return new Counts(
                    many,
                    failed.sum(),
                    many == 0 ? 0 : nanos.sum() / many / NANOS_A_MILLI,
                    longest.get() / NANOS_A_MILLI,
                    last.get());
        }
    }
}
