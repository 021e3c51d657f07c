package org.barscancel.runtime.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.barscancel.ledger.Standing;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What waits and what lies stopped, by the ledger: looked up now and then, however often it is asked for. While the
 * ledger cannot be asked there is no number, rather than an old one.
 */
public final class Stock {
    private static final List<String> LEGS = List.of("provider", "registry");

    private final Standing standing;
    private final Clock clock;
    private final Map<String, Double> waiting = new ConcurrentHashMap<>();
    private final Map<String, Double> oldest = new ConcurrentHashMap<>();
    private final MultiGauge stopped;

    Stock(Standing standing, Clock clock, MeterRegistry meters) {
        this.standing = standing;
        this.clock = clock;
        for (String leg : LEGS) {
            Gauge.builder("bars.waiting", () -> waiting.getOrDefault(leg, Double.NaN))
                    .tag("leg", leg)
                    .description("Cancellations that have not ended this leg")
                    .register(meters);
            Gauge.builder("bars.waiting.oldest", () -> oldest.getOrDefault(leg, Double.NaN))
                    .tag("leg", leg)
                    .baseUnit("seconds")
                    .description("Since the oldest of them came; 0 when there is none")
                    .register(meters);
        }
        this.stopped = MultiGauge.builder("bars.stopped")
                .description("Cancellations that lie parked or rejected")
                .register(meters);
    }

    /** Every ten seconds. */
    @Scheduled(fixedDelay = 10_000)
    public void look() {
        try {
            standing.waiting().forEach(this::note);
            stopped.register(standing.stopped().stream().map(Stock::row).toList(), true);
        } catch (DataAccessException down) {
            // The log and the health tell of it.
            waiting.clear();
            oldest.clear();
            stopped.register(List.of(), true);
        }
    }

    private void note(Standing.Waiting now) {
        waiting.put(now.leg(), (double) now.count());
        oldest.put(
                now.leg(),
                now.oldest() == null
                        ? 0
                        : (double) Math.max(
                                0,
                                Duration.between(now.oldest(), clock.instant()).toSeconds()));
    }

    private static Row<?> row(Standing.Stopped now) {
        return Row.of(Tags.of("leg", now.leg(), "outcome", now.outcome(), "code", now.code()), now.count());
    }
}
