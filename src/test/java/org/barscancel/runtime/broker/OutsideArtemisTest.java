package org.barscancel.runtime.broker;

import org.barscancel.blackbox.OutsideBroker;

/** By its own protocol. */
class OutsideArtemisTest extends OutsideBrokerContract {
    @Override
    public String url(OutsideBroker broker) {
        return broker.core();
    }
}
