package org.barscancel.runtime.broker;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Camel's JMS, with {@link PlainBinding} at each endpoint. */
// Camel looks for the options of an endpoint by this name, which is not inherited.
@Component("jms")
final class PlainJmsComponent extends JmsComponent {
    private final long mostBytes;
    private final QueueSeals seals;

    PlainJmsComponent(JmsConfiguration configuration, long mostBytes, QueueSeals seals) {
        super(configuration);
        this.mostBytes = mostBytes;
        this.seals = seals;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
        if (endpoint instanceof JmsEndpoint jms) {
            jms.setBinding(new PlainBinding(jms, mostBytes, seals));
        }
        return endpoint;
    }
}
