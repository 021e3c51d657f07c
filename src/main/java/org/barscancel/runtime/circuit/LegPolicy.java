package org.barscancel.runtime.circuit;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsConsumer;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * Makes each message of a leg's route an attempt, and has the route consume as the circuit of its far side says: as it
 * is set up, one message at a time, or not at all. The consumer alone is paused, not the route, so that nothing waits
 * for the messages in flight: those end by themselves, held back at the {@link Gate}.
 */
public final class LegPolicy extends RoutePolicySupport {
    private static final Logger LOG = LoggerFactory.getLogger(LegPolicy.class);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    private final Circuits circuits;
    private final Circuit circuit;
    private final Later later;
    private volatile @Nullable Route route;
    private int all;

    /**
     * Sets up a leg.
     *
     * @param circuits are told of the attempts
     * @param circuit of the far side without which the leg can do nothing
     * @param later runs one thing after the other
     */
    LegPolicy(Circuits circuits, Circuit circuit, Later later) {
        this.circuits = circuits;
        this.circuit = circuit;
        this.later = later;
    }

    @Override
    public void onInit(Route initialised) {
        super.onInit(initialised);
        route = initialised;
    }

    @Override
    public void onStart(Route started) {
        // A person may have paused it before this program was started.
        if (circuit.state() == CircuitState.PAUSED) {
            later.run(Duration.ZERO, this::follow);
        }
    }

    @Override
    public void onExchangeBegin(Route begun, Exchange exchange) {
        circuits.begin();
    }

    @Override
    public void onExchangeDone(Route done, Exchange exchange) {
        circuits.end();
    }

    /**
     * Has the route consume as the circuit says by now. What was the state when this was asked for does not matter: a
     * circuit may have opened again since.
     */
    void follow() {
        Route leg = route;
        if (leg == null
                || leg.getCamelContext().isStopping()
                || leg.getCamelContext().isStopped()) {
            return;
        }
        CircuitState state = circuit.state();
        try {
            if (state == CircuitState.PAUSED) {
                suspendOrStopConsumer(leg.getConsumer());
            } else {
                share(leg.getConsumer(), state == CircuitState.PROBING);
                resumeOrStartConsumer(leg.getConsumer());
            }
        } catch (Exception failure) {
            LOG.error("Route {} cannot be switched while its far side is {}; tried again", leg.getId(), state, failure);
            later.run(BEFORE_ANOTHER_TRY, this::follow);
        }
    }

    /**
     * How many messages are consumed at once. The container takes on further consumers as messages come in, and gives up
     * those that are too many when they have ended their message.
     */
    private void share(Consumer consumer, boolean one) throws Exception {
        if (consumer instanceof JmsConsumer jms
                && jms.isRunAllowed()
                && jms.getListenerContainer() instanceof DefaultMessageListenerContainer container) {
            all = Math.max(all, container.getMaxConcurrentConsumers());
            container.setConcurrentConsumers(1);
            container.setMaxConcurrentConsumers(one ? 1 : all);
        }
    }
}
