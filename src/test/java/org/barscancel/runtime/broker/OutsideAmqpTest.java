package org.barscancel.runtime.broker;

import org.barscancel.blackbox.OutsideBroker;

/** By AMQP 1.0. */
class OutsideAmqpTest extends OutsideBrokerContract {
    @Override
    public String url(OutsideBroker broker) {
        return broker.amqp();
    }
}
