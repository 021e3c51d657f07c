package org.barscancel.runtime.circuit;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Shows the circuits. A paused far side does not make this program unfit: it goes on taking requests, and the queue
 * keeps them. So it is degraded, which stands between UP and DOWN and is answered with 200.
 */
public final class FarSideHealth implements HealthIndicator {
    /** Something is not carried out at present, and nothing is lost. */
    static final Status DEGRADED = new Status("DEGRADED");

    private final Circuit circuit;

    private FarSideHealth(Circuit circuit) {
        this.circuit = circuit;
    }

    /** The health of each far side, by its name: {@code UP} or {@code DEGRADED}, never {@code DOWN}. */
    public static CompositeHealthContributor of(Circuits circuits) {
        return CompositeHealthContributor.fromMap(circuits.all().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new FarSideHealth(entry.getValue()))));
    }

    @Override
    public Health health() {
        CircuitView view = circuit.view();
        Health.Builder health = Health.status(view.state() == CircuitState.CLOSED ? Status.UP : DEGRADED)
                .withDetail("state", view.state().word())
                .withDetail("since", view.since());
        if (view.until() != null) {
            health.withDetail("until", view.until());
        }
        if (view.reason() != null) {
            health.withDetail("reason", view.reason().word());
        }
        if (view.by() != null) {
            health.withDetail("by", view.by());
        }
        return health.build();
    }
}
