package org.barscancel.steering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Far sides and feeds, and what a person does to them. What is done holds on every instance, and after a restart. */
public interface Steered {
    /** All of a kind, in their order; never of lists. */
    List<SteeredItem> items(HoldKind kind);

    /** Who holds something; null when nobody does. */
    @Nullable
    Hold held(HoldKind kind, String name);

    /** Holds something, of any kind. */
    void hold(HoldKind kind, String name, Hold.State state, @Nullable String by);

    /** Lets something go, of any kind. */
    void release(HoldKind kind, String name);

    /**
     * Pauses one; a second time changes nothing.
     *
     * @param name one of those that {@link #items} shows
     * @param by who does so
     */
    SteeredItem pause(HoldKind kind, String name, @Nullable String by);

    /**
     * Lets one go on; a second time changes nothing.
     *
     * @param name one of those that {@link #items} shows
     */
    SteeredItem resume(HoldKind kind, String name);
}
