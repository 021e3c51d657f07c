package org.barscancel.runtime.steering;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.SteeredItem;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Shows by which ways requests are taken. One that a person pauses does not make this program unfit: its status is UP. */
final class FeedHealth {
    private FeedHealth() {}

    static CompositeHealthContributor of(Steering steering) {
        return CompositeHealthContributor.fromMap(steering.names(HoldKind.FEED).stream()
                .collect(Collectors.toMap(Function.identity(), name -> indicator(steering, name))));
    }

    private static HealthIndicator indicator(Steering steering, String name) {
        return () -> health(steering.items(HoldKind.FEED).stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static Health health(SteeredItem item) {
        Health.Builder health = Health.up().withDetail("state", item.state());
        if (item.since() != null) {
            health.withDetail("since", item.since());
        }
        if (item.reason() != null) {
            health.withDetail("reason", item.reason());
        }
        if (item.by() != null) {
            health.withDetail("by", item.by());
        }
        return health.build();
    }
}
