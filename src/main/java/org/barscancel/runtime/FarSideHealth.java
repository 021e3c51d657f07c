package org.barscancel.runtime;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Shows the circuits. A paused far side does not make this program unfit: it goes on taking requests, and the queue
 * keeps them; so the status is always UP.
 */
final class FarSideHealth implements HealthIndicator {
    private final Circuit circuit;

    private FarSideHealth(Circuit circuit) {
        this.circuit = circuit;
    }

    static CompositeHealthContributor of(Circuits circuits) {
        return CompositeHealthContributor.fromMap(circuits.all().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new FarSideHealth(entry.getValue()))));
    }

    @Override
    public Health health() {
        CircuitView view = circuit.view();
        Health.Builder health =
                Health.up().withDetail("state", view.state().word()).withDetail("since", view.since());
        if (view.until() != null) {
            health.withDetail("until", view.until());
        }
        if (view.reason() != null) {
            health.withDetail("reason", view.reason().word());
        }
        return health.build();
    }
}
