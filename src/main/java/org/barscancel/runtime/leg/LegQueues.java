package org.barscancel.runtime.leg;

import java.util.HashMap;
import java.util.Map;
import org.barscancel.BarsSettings;
import org.barscancel.ProviderSettings;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.jspecify.annotations.Nullable;

/**
 * The queues of the legs: each far side has one of its own, so that one that is paused keeps nobody else waiting. The
 * default far sides have {@code bars.queue.requests} and {@code bars.queue.pointers}; others append their name.
 */
public final class LegQueues {
    private final BarsSettings.Queues queues;
    private final Map<String, @Nullable String> registries = new HashMap<>();

    /**
     * Sets up the queues.
     *
     * @param queues names of the default ones
     * @param providers the further providers, by name
     */
    public LegQueues(BarsSettings.Queues queues, Map<String, ProviderSettings.Named> providers) {
        this.queues = queues;
        providers.forEach((name, provider) -> registries.put(name, provider.registry()));
    }

    /** Where the cancellation waits for its provider leg, also when its provider is no longer set up. */
    public String requests(Cancellation cancellation) {
        return FarSideSetUp.queue(queues, Leg.PROVIDER, cancellation.providerName());
    }

    /** Where it waits for its registry leg; when its provider is no longer set up, the default registry's leg parks it. */
    public String pointers(Cancellation cancellation) {
        String provider = cancellation.providerName();
        return FarSideSetUp.queue(queues, Leg.REGISTRY, provider == null ? null : registries.get(provider));
    }

    /** Where it waits for a leg. */
    public String of(Cancellation cancellation, Leg leg) {
        return leg == Leg.PROVIDER ? requests(cancellation) : pointers(cancellation);
    }
}
