package org.barscancel.runtime;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.BarsSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;

/** The broker, embedded or not, and the one connection factory that all stages share. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
    /** Sessions beyond those of the legs: intakes, ledger, file transactions. */
    private static final int OTHER_SESSIONS = 16;

    /** Without a broker's URL, this program is its own broker. */
    @Bean(destroyMethod = "stop")
    @ConditionalOnExpression("'${bars.broker.url:}'.isBlank()")
    EmbeddedActiveMQ embeddedBroker(BarsSettings settings, HomeLock homeLock) throws Exception {
        return EmbeddedBroker.start(settings);
    }

    @Bean
    @ConditionalOnExpression("'${bars.broker.url:}'.isBlank()")
    BrokerUpkeep brokerUpkeep(EmbeddedActiveMQ embeddedBroker, JournalWatch journalWatch) {
        return new BrokerUpkeep(embeddedBroker, journalWatch);
    }

    @Bean
    JournalWatch journalWatch() {
        return new JournalWatch();
    }

    /**
     * One for all: a send joins the transaction of the consumer on whose thread it is made only when both have the same
     * connection factory.
     */
    @Bean
    CachingConnectionFactory connectionFactory(BarsSettings settings, ObjectProvider<EmbeddedActiveMQ> embedded) {
        // Starts the broker first.
        boolean own = embedded.getIfAvailable() != null;
        BarsSettings.Broker broker = settings.broker();
        ActiveMQConnectionFactory target = new ActiveMQConnectionFactory(own ? EmbeddedBroker.URL : broker.url());
        if (broker.username() != null) {
            target.setUser(broker.username());
            target.setPassword(broker.password());
        }
        CachingConnectionFactory caching = new CachingConnectionFactory(target);
        caching.setCacheConsumers(false);
        caching.setSessionCacheSize(
                settings.concurrency().provider() + settings.concurrency().registry() + OTHER_SESSIONS);
        return caching;
    }

    @Bean
    JmsComponent jms(ConnectionFactory connectionFactory) {
        DelayingJmsConfiguration configuration = new DelayingJmsConfiguration(connectionFactory);
        configuration.setTransacted(true);
        configuration.setLazyCreateTransactionManager(false);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        configuration.setDeliveryPersistent(true);
        configuration.setErrorHandlerLogStackTrace(false);
        return new JmsComponent(configuration);
    }

    /** All requests of a file, or none. */
    @Bean
    SpringTransactionPolicy intakeTransaction(ConnectionFactory connectionFactory) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy(new JmsTransactionManager(connectionFactory));
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        return policy;
    }

    @Bean
    EventBatches eventBatches(BarsSettings settings) {
        return new EventBatches(settings.queue().dead());
    }
}
