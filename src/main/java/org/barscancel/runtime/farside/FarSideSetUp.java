package org.barscancel.runtime.farside;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.barscancel.BarsSettings;
import org.barscancel.FarSideDifferences;
import org.barscancel.cancellation.Leg;
import org.barscancel.runtime.circuit.LegPolicies;
import org.jspecify.annotations.Nullable;

/**
 * How one far side is called, and the leg that can do nothing without it.
 *
 * @param name of the far side, and of its circuit, client and metrics: {@code provider} and {@code registry} are the
 *     default ones, {@code provider-<name>} and {@code registry-<name>} the others
 * @param leg which of the two legs is its own
 * @param route id of its leg's route
 * @param queue of its leg
 * @param concurrency most calls in flight, and messages at a time in its leg
 * @param rate most calls a second; 0 = no cap
 * @param http bounds of a call
 * @param circuit when it is paused
 */
public record FarSideSetUp(
        String name,
        Leg leg,
        String route,
        String queue,
        int concurrency,
        int rate,
        BarsSettings.Http http,
        BarsSettings.Circuit circuit) {
    /** All that are set up, the default ones first. */
    public static List<FarSideSetUp> of(BarsSettings settings) {
        List<FarSideSetUp> all = new ArrayList<>();
        all.add(one(settings, Leg.PROVIDER, null, null));
        all.add(one(settings, Leg.REGISTRY, null, null));
        new TreeMap<>(settings.providers())
                .forEach((name, provider) -> all.add(one(settings, Leg.PROVIDER, name, provider)));
        new TreeMap<>(settings.registries())
                .forEach((name, registry) -> all.add(one(settings, Leg.REGISTRY, name, registry)));
        return all;
    }

    /** The name of a far side. */
    public static String name(Leg leg, @Nullable String name) {
        return leg.code() + (name == null ? "" : "-" + name);
    }

    /**
     * The queue of a far side's leg.
     *
     * @param queues names of the default ones
     * @param name of the far side in the settings; null of the default one
     */
    public static String queue(BarsSettings.Queues queues, Leg leg, @Nullable String name) {
        String usual = leg == Leg.PROVIDER ? queues.requests() : queues.pointers();
        return name == null ? usual : usual + "." + name;
    }

    /** The route template of a leg, which is also the id of the route of the default far side. */
    public static String template(Leg leg) {
        return leg == Leg.PROVIDER ? "cancel" : "registry";
    }

    /** As one that is paused when it fails, with the route that can do nothing without it. */
    LegPolicies.Called called() {
        return new LegPolicies.Called(name, route, circuit);
    }

    private static FarSideSetUp one(
            BarsSettings settings, Leg leg, @Nullable String name, @Nullable FarSideDifferences own) {
        boolean provider = leg == Leg.PROVIDER;
        int places = provider
                ? settings.concurrency().provider()
                : settings.concurrency().registry();
        int callsPerSecond =
                provider ? settings.rate().provider() : settings.rate().registry();
        FarSideDifferences.Http http = own == null ? null : own.http();
        FarSideDifferences.Circuit circuit = own == null ? null : own.circuit();
        return new FarSideSetUp(
                name(leg, name),
                leg,
                template(leg) + (name == null ? "" : "-" + name),
                queue(settings.queue(), leg, name),
                own == null ? places : Objects.requireNonNullElse(own.concurrency(), places),
                own == null ? callsPerSecond : Objects.requireNonNullElse(own.rate(), callsPerSecond),
                http == null ? settings.http() : http.over(settings.http()),
                circuit == null ? settings.circuit() : circuit.over(settings.circuit()));
    }
}
