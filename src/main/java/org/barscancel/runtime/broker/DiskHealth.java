package org.barscancel.runtime.broker;

import java.nio.file.Path;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Shows the room on the disk of the program's home: DOWN when the embedded broker takes no more. Shows no path. */
public final class DiskHealth implements HealthIndicator {
    private final Path home;

    DiskHealth(Path home) {
        this.home = home;
    }

    /** In bytes. */
    public long free() {
        return home.toFile().getUsableSpace();
    }

    @Override
    public Health health() {
        long free = free();
        return Health.status(free < EmbeddedBroker.LEAST_FREE_BYTES ? "DOWN" : "UP")
                .withDetail("free", free)
                .withDetail("needed", EmbeddedBroker.LEAST_FREE_BYTES)
                .build();
    }
}
