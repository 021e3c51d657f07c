package org.barscancel.runtime.circuit;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.barscancel.BarsSettings;
import org.jspecify.annotations.Nullable;

/** A circuit for each far side, and for each leg a policy that follows its far side's circuit. */
public final class LegPolicies {
    private final Map<String, LegPolicy> policies = new TreeMap<>();
    private final Circuits circuits;

    /**
     * Who is called, and the route that can do nothing without it.
     *
     * @param name of who is called; each once
     * @param route the route's id
     * @param circuit when to pause, and for how long
     */
    public record Called(String name, String route, BarsSettings.Circuit circuit) {}

    /**
     * Sets up circuits and policies.
     *
     * @param called each has a circuit, and a route that follows it
     * @param clock tells when pauses end
     * @param later runs one thing after the other
     */
    public LegPolicies(Collection<Called> called, Clock clock, Later later) {
        Map<String, Circuit> byName = new TreeMap<>();
        called.forEach(one -> byName.put(
                one.name(),
                new Circuit(
                        one.name(),
                        one.circuit(),
                        clock,
                        later,
                        () -> later.run(Duration.ZERO, () -> follow(one.route())))));
        circuits = new Circuits(byName);
        called.forEach(one -> policies.put(one.route(), new LegPolicy(circuits, circuits.of(one.name()), later)));
    }

    /** The circuits of all who are called. */
    public Circuits circuits() {
        return circuits;
    }

    /** The policy of a route; null when it is no leg. */
    @Nullable
    public LegPolicy of(String routeId) {
        return policies.get(routeId);
    }

    private void follow(String route) {
        LegPolicy policy = policies.get(route);
        if (policy != null) {
            policy.follow();
        }
    }
}
