package org.barscancel.runtime.farside;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.registry.PointerPolicy;

/** The far sides that are set up, and which of them a cancellation is for. */
public final class FarSides {
    private final Pair usual;
    private final Map<String, Pair> named;

    /**
     * A provider and its registry.
     *
     * @param provider owns the appointments
     * @param registry holds the pointers to them, and is called on this provider's behalf
     * @param pointers what is done there
     * @param lookedUp which pointers count where an appointment is looked up
     */
    public record Pair(FarSide provider, FarSide registry, PointerPolicy pointers, PointerPolicy lookedUp) {}

    /**
     * Sets them up.
     *
     * @param usual the default pair
     * @param named the others, by the name of their provider
     */
    FarSides(Pair usual, Map<String, Pair> named) {
        this.usual = usual;
        this.named = new TreeMap<>(named);
    }

    /** The pair that a cancellation is for; empty when its provider is no longer set up. */
    public Optional<Pair> find(Cancellation cancellation) {
        String provider = cancellation.providerName();
        return provider == null ? Optional.of(usual) : Optional.ofNullable(named.get(provider));
    }

    /**
     * The provider of a cancellation.
     *
     * @throws IllegalStateException when it is no longer set up
     */
    public FarSide provider(Cancellation cancellation) {
        return pair(cancellation).provider();
    }

    /**
     * The registry of a cancellation.
     *
     * @throws IllegalStateException when its provider is no longer set up
     */
    public FarSide registry(Cancellation cancellation) {
        return pair(cancellation).registry();
    }

    /** The default pair. */
    public Pair usual() {
        return usual;
    }

    /** The other pairs, by the name of their provider and in its order. */
    public Map<String, Pair> named() {
        return named;
    }

    private Pair pair(Cancellation cancellation) {
        return find(cancellation)
                .orElseThrow(() ->
                        new IllegalStateException("bars.providers." + cancellation.providerName() + " is not set up"));
    }
}
