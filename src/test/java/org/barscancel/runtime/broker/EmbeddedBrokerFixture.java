package org.barscancel.runtime.broker;

import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.runtime.SettingsGiven;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** The program's own broker, with a Camel context that is set up as the program's is. */
public final class EmbeddedBrokerFixture implements AutoCloseable {
    private final EmbeddedActiveMQ broker;
    private final CachingConnectionFactory connections =
            new CachingConnectionFactory(new ActiveMQConnectionFactory(EmbeddedBroker.URL));
    private final JmsComponent jms = new BrokerConfiguration()
            .jms(
                    connections,
                    SettingsGiven.with(Map.of()),
                    new QueueSeals(SettingsGiven.with(Map.of()).queue(), KeysGiven.NO_TEXTS));
    private final JmsTemplate template = new JmsTemplate(connections);
    private final JournalWatch journal = new JournalWatch();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    public EmbeddedBrokerFixture(Path home) throws Exception {
        broker = EmbeddedBroker.start(SettingsGiven.brokerBelow(home), SettingsGiven.NO_BUNDLES);
        connections.setCacheConsumers(false);
        camel.addComponent("jms", jms);
        template.setReceiveTimeout(10_000);
    }

    public DefaultCamelContext camel() {
        return camel;
    }

    /** Where clients of another factory reach it. */
    public String url() {
        return EmbeddedBroker.URL;
    }

    public JmsTemplate template() {
        return template;
    }

    public JournalWatch journal() {
        return journal;
    }

    public SpringTransactionPolicy intakeTransaction() {
        return new BrokerConfiguration().intakeTransaction(connections, journal);
    }

    @Override
    public void close() {
        camel.stop();
        connections.destroy();
        try {
            broker.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The broker does not stop", failure);
        }
    }
}
