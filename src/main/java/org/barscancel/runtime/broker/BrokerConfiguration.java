package org.barscancel.runtime.broker;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.AtRestKeys;
import org.barscancel.atrest.SealedTexts;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.start.HomeLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The broker, embedded or not, and the one connection factory that all stages share. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
    /** Sessions beyond those of the legs: intakes, ledger, file transactions. */
    private static final int OTHER_SESSIONS = 16;

    /** Before a message that broke the program is tried again, on a broker that is not ours. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Without a broker's URL, this program is its own broker. */
    @Bean(destroyMethod = "stop")
    @Conditional(EmbeddedBrokerWanted.class)
    EmbeddedActiveMQ embeddedBroker(BarsSettings settings, SslBundles sslBundles, HomeLock homeLock) throws Exception {
        EmbeddedActiveMQ broker = EmbeddedBroker.start(settings, sslBundles);
        String bundle = settings.broker().sslBundle();
        if (bundle != null) {
            sslBundles.addBundleUpdateHandler(bundle, renewed -> EmbeddedBroker.renewCertificate(broker));
        }
        return broker;
    }

    @Bean
    @Conditional(EmbeddedBrokerWanted.class)
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
    CachingConnectionFactory connectionFactory(
            BarsSettings settings, SslBundles sslBundles, ObjectProvider<EmbeddedActiveMQ> embedded) {
        // Starts the broker first.
        embedded.getIfAvailable();
        CachingConnectionFactory caching = new CachingConnectionFactory(BrokerClient.of(settings.broker(), sslBundles));
        caching.setCacheConsumers(false);
        caching.setSessionCacheSize(FarSideSetUp.of(settings).stream()
                        .mapToInt(FarSideSetUp::concurrency)
                        .sum()
                + OTHER_SESSIONS);
        return caching;
    }

    /** Before the first route takes a message. */
    @Bean
    BrokerCheck brokerCheck(BarsSettings settings, SslBundles sslBundles) {
        return new BrokerCheck(settings, sslBundles);
    }

    @Bean
    JmsComponent jms(ConnectionFactory connectionFactory, BarsSettings settings, QueueSeals queueSeals) {
        DelayingJmsConfiguration configuration = new DelayingJmsConfiguration(
                connectionFactory,
                settings.broker().isEmbedded()
                        ? null
                        : new Redelivery(settings.queue().dead(), FIRST_PAUSE),
                queueSeals);
        configuration.setTransacted(true);
        configuration.setLazyCreateTransactionManager(false);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        configuration.setDeliveryPersistent(true);
        configuration.setErrorHandlerLogStackTrace(false);
        return new PlainJmsComponent(
                configuration, settings.limits().requestBytes().toBytes(), queueSeals);
    }

    /** All requests of a file or a call, or none; the same for what is replayed. */
    /** For what comes by any queue. */
    @Bean
    PlainMessages plainMessages() {
        return new PlainMessages();
    }

    @Bean
    SpringTransactionPolicy intakeTransaction(ConnectionFactory connectionFactory, JournalWatch journalWatch) {
        SpringTransactionPolicy policy =
                new SpringTransactionPolicy(new JournaledTransactions(connectionFactory, journalWatch));
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        return policy;
    }

    @Bean
    EventBatches eventBatches(BarsSettings settings, QueueSeals queueSeals) {
        return new EventBatches(settings.queue().dead(), queueSeals);
    }

    @Bean
    QueueSeals queueSeals(BarsSettings settings, AtRestKeys atRestKeys) {
        return new QueueSeals(settings.queue(), new SealedTexts(atRestKeys));
    }
}
