package org.barscancel.runtime.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Source;
import org.barscancel.intake.Admission;

/**
 * What is counted and timed on the way of a cancellation. Tags have few values, all of them the program's own or names
 * from its settings: never an id, never a word of a sender. What each one means stands in docs/operating.md.
 */
public final class Measures {
    private static final List<String> CHANNELS = List.of("file", "queue", "mllp", "http", Source.CONSOLE);

    /** From a far side that is well to one that is given up on. */
    private static final Duration[] CALLS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    /** From a moment to the days that a request is tried for. */
    private static final Duration[] ENDS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(3)
    };

    private static final double[] ATTEMPTS = {1, 2, 3, 5, 10, 20, 50, 100};

    /** The outcome of requests that are put on the queue of their provider. */
    private static final String QUEUED = "queued";

    private static final String DRY_RUN = "dry-run";

    private static final String REFUSED = "refused";
    private static final String REPEATED = "repeated";

    private final MeterRegistry meters;

    /** Counts from zero what may come by each channel, so that the first to come is seen as an increase. */
    public Measures(MeterRegistry meters) {
        this.meters = meters;
        CHANNELS.forEach(channel ->
                List.of(QUEUED, DRY_RUN, REFUSED, REPEATED).forEach(admission -> requests(channel, admission)));
    }

    /** A request came, by one of the channels. */
    public void came(String channel, Admission admission) {
        String outcome = admission instanceof Admission.Queued queued
                ? queued.cancellation().isDryRun() ? DRY_RUN : QUEUED
                : admission instanceof Admission.Repeated ? REPEATED : REFUSED;
        requests(CHANNELS.contains(channel) ? channel : "other", outcome).increment();
    }

    /** A cancellation has ended, once more perhaps; a dry run is none, and counted elsewhere. */
    public void ended(CancellationResult result) {
        if (result.isDryRun()) {
            meters.counter(
                            "bars.dry.runs",
                            "provider",
                            result.outcome().code(),
                            "registry",
                            result.registry().code())
                    .increment();
            return;
        }
        meters.counter(
                        "bars.cancellations",
                        "provider",
                        result.outcome().code(),
                        "registry",
                        result.registry().code())
                .increment();
        attempts("provider", result.attempts().provider());
        attempts("registry", result.attempts().registry());
        if (result.finishedAt() != null) {
            Timer.builder("bars.cancellation.duration")
                    .tag("provider", result.outcome().code())
                    .serviceLevelObjectives(ENDS)
                    .register(meters)
                    .record(Duration.between(result.receivedAt(), result.finishedAt()));
        }
    }

    /** A leg has dealt with a message; the verdict is the name of its kind. */
    public void ran(String farSide, String verdict, Duration duration) {
        Timer.builder("bars.leg.duration")
                .tag("farSide", farSide)
                .tag("verdict", verdict)
                .serviceLevelObjectives(CALLS)
                .register(meters)
                .record(duration);
    }

    /** A far side was called; the answer is the class of its status, or none. */
    public void called(String farSide, String answer, Duration duration) {
        Timer.builder("bars.calls.duration")
                .tag("farSide", farSide)
                .tag("answer", answer)
                .serviceLevelObjectives(CALLS)
                .register(meters)
                .record(duration);
    }

    /** Calls of a far side that were not made for want of a token. */
    public Counter tokensFailed(String farSide) {
        return meters.counter("bars.tokens.failed", "farSide", farSide);
    }

    private Counter requests(String channel, String admission) {
        return meters.counter("bars.requests", "channel", channel, "admission", admission);
    }

    private void attempts(String leg, int attempts) {
        if (attempts > 0) {
            DistributionSummary.builder("bars.attempts")
                    .tag("leg", leg)
                    .serviceLevelObjectives(ATTEMPTS)
                    .register(meters)
                    .record(attempts);
        }
    }
}
