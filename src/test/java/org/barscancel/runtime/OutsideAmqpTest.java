package org.barscancel.runtime;

import org.barscancel.blackbox.OutsideBroker;

/** By AMQP 1.0. */
class OutsideAmqpTest extends OutsideBrokerContract {
    @Override
    String url(OutsideBroker broker) {
        return broker.amqp();
    }
}
