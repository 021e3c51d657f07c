package org.barscancel.bundle;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/** Lets the application's routes name the program's queues: {@code bars-cancel:queue:bars.cancellations}. */
final class QueuesForRoutes implements CamelContextConfiguration {
    static final String SCHEME = "bars-cancel";

    private final ConnectionFactory queues;

    QueuesForRoutes(ConnectionFactory queues) {
        this.queues = queues;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        camel.addComponent(SCHEME, JmsComponent.jmsComponentAutoAcknowledge(queues));
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // Nothing.
    }
}
