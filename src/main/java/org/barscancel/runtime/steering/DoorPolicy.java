package org.barscancel.runtime.steering;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.barscancel.runtime.circuit.Later;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a door's route consume nothing while a person pauses it. The consumer alone is paused, as with the legs: what has
 * come in is dealt with to its end, and what has not stays with its sender or its queue.
 */
final class DoorPolicy extends RoutePolicySupport {
    private static final Logger LOG = LoggerFactory.getLogger(DoorPolicy.class);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    private final BooleanSupplier paused;
    private final Later later;
    private volatile @Nullable Route door;

    /**
     * Sets up a door.
     *
     * @param paused whether somebody pauses it
     * @param later runs one thing after the other
     */
    DoorPolicy(BooleanSupplier paused, Later later) {
        this.paused = paused;
        this.later = later;
    }

    @Override
    public void onInit(Route initialised) {
        super.onInit(initialised);
        door = initialised;
    }

    @Override
    public void onStart(Route started) {
        follow();
    }

    /** Has the route consume, or not, as it is to be by then. */
    void follow() {
        later.run(Duration.ZERO, this::turn);
    }

    private void turn() {
        Route route = door;
        if (route == null || !route.getCamelContext().isStarted()) {
            return;
        }
        try {
            if (paused.getAsBoolean()) {
                suspendOrStopConsumer(route.getConsumer());
            } else {
                resumeOrStartConsumer(route.getConsumer());
            }
        } catch (Exception failure) {
            LOG.error("Route {} cannot be paused or resumed; tried again", route.getId(), failure);
            later.run(BEFORE_ANOTHER_TRY, this::turn);
        }
    }
}
