package org.barscancel.runtime;

import org.barscancel.blackbox.OutsideBroker;

/** By its own protocol. */
class OutsideArtemisTest extends OutsideBrokerContract {
    @Override
    String url(OutsideBroker broker) {
        return broker.core();
    }
}
