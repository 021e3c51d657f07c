package org.barscancel.runtime.watch;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Shows whether the whole program only rehearses; that is no fault, and so never anything but UP. */
final class DryRunHealth implements HealthIndicator {
    private final boolean dryRunOnly;

    DryRunHealth(boolean dryRunOnly) {
        this.dryRunOnly = dryRunOnly;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("everything", dryRunOnly).build();
    }
}
