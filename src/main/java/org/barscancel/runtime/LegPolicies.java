package org.barscancel.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.Circuit.Later;
import org.jspecify.annotations.Nullable;

/** A circuit for each far side, and for each leg a policy that follows its far side's circuit. */
final class LegPolicies {
    private final Map<String, LegPolicy> policies = new TreeMap<>();
    private final Circuits circuits;

    /**
     * Sets up circuits and policies.
     *
     * @param farSidesByRoute the far side without which a route can do nothing, by the route's id; each far side once
     * @param settings when to pause, and for how long
     * @param clock tells when pauses end
     * @param later runs one thing after the other
     */
    LegPolicies(Map<String, String> farSidesByRoute, BarsSettings.Circuit settings, Clock clock, Later later) {
        Map<String, Circuit> byFarSide = new TreeMap<>();
        farSidesByRoute.forEach((route, farSide) -> byFarSide.put(
                farSide,
                new Circuit(farSide, settings, clock, later, () -> later.run(Duration.ZERO, () -> follow(route)))));
        circuits = new Circuits(byFarSide);
        farSidesByRoute.forEach(
                (route, farSide) -> policies.put(route, new LegPolicy(circuits, circuits.of(farSide), later)));
    }

    Circuits circuits() {
        return circuits;
    }

    /** The policy of a route; null when it is no leg. */
    @Nullable
    LegPolicy of(String routeId) {
        return policies.get(routeId);
    }

    private void follow(String route) {
        LegPolicy policy = policies.get(route);
        if (policy != null) {
            policy.follow();
        }
    }
}
