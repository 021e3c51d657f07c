package org.barscancel.runtime.broker;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.Locale;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.start.BeanProperties;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.BundleSslContexts;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jms.connection.UserCredentialsConnectionFactoryAdapter;

/** The client of the configured broker. */
public final class BrokerClient {
    /**
     * Messages that a consumer takes in advance. Few, as of the embedded broker: those that wait behind a slow far side
     * could be worked on by another instance.
     */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private static final int PREFETCH_MESSAGES = 32;

    private static final int PREFETCH_BYTES = 65_536;

    private BrokerClient() {}

    /**
     * Makes the client; it is not connected yet.
     *
     * @param bundles for a broker by TLS
     * @throws StartRefusedException when the settings describe none
     */
    public static ConnectionFactory of(BarsSettings.Broker broker, SslBundles bundles) {
        ConnectionFactory factory = client(broker, bundles);
        BeanProperties.set(factory, broker.properties());
        if (broker.username() == null) {
            return factory;
        }
        UserCredentialsConnectionFactoryAdapter known = new UserCredentialsConnectionFactoryAdapter();
        known.setTargetConnectionFactory(factory);
        known.setUsername(broker.username());
        if (broker.password() != null) {
            known.setPassword(broker.password());
        }
        return known;
    }

    private static ConnectionFactory client(BarsSettings.Broker broker, SslBundles bundles) {
        String className = broker.connectionFactory();
        String url = broker.url();
        if (className != null && url != null) {
            throw new StartRefusedException(
                    "bars.broker.url and bars.broker.connection-factory are both set.",
                    "Set the address by bars.broker.properties when you name a connection factory.");
        }
        if (className != null) {
            return named(className);
        }
        if (url == null) {
            return prepared(
                    new ActiveMQConnectionFactory(EmbeddedBroker.URL, BrokerUsers.OURSELVES, BrokerUsers.OUR_PASSWORD));
        }
        String name = broker.sslBundle();
        if (name == null) {
            return isAmqp(url) ? amqp(url) : artemis(url);
        }
        SslBundle bundle = bundle(name, bundles);
        if (isAmqp(url)) {
            JmsConnectionFactory factory = amqp(url);
            factory.setSslContext(bundle.createSslContext());
            return factory;
        }
        return artemis(url + (url.contains("?") ? "&" : "?") + "sslEnabled=true&keyStorePath="
                + BundleSslContexts.path(() -> bundles.getBundle(name)));
    }

    static SslBundle bundle(String name, SslBundles bundles) {
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException none) {
            throw new StartRefusedException(
                    "bars.broker.ssl-bundle names '" + name + "', which is no bundle.",
                    "Set up spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".");
        }
    }

    private static boolean isAmqp(String url) {
        return url.toLowerCase(Locale.ROOT).matches("(failover:\\(?)?amqp(s|ws|wss)?://.*");
    }

    private static JmsConnectionFactory amqp(String url) {
        try {
            JmsConnectionFactory factory = new JmsConnectionFactory(withDrainTimeout(url));
            if (!url.contains("prefetchPolicy")
                    && factory.getPrefetchPolicy() instanceof JmsDefaultPrefetchPolicy few) {
                few.setAll(PREFETCH_MESSAGES);
            }
            return factory;
        } catch (IllegalArgumentException unreadable) {
            throw unreadableUrl();
        }
    }

    /**
     * A consumer that has waited in vain asks the broker to give back what it was promised. Artemis, just restarted, was
     * seen to leave that unanswered, and the events with it waited for the client's whole minute.
     */
    private static String withDrainTimeout(String url) {
        if (url.contains("drainTimeout")) {
            return url;
        }
        String option = url.toLowerCase(Locale.ROOT).startsWith("failover")
                ? "failover.nested.amqp.drainTimeout="
                : "amqp.drainTimeout=";
        return url + (url.contains("?") ? "&" : "?") + option + DRAIN_TIMEOUT.toMillis();
    }

    private static ConnectionFactory artemis(String url) {
        try {
            ActiveMQConnectionFactory factory = prepared(new ActiveMQConnectionFactory(url));
            if (!url.contains("consumerWindowSize")) {
                factory.setConsumerWindowSize(PREFETCH_BYTES);
            }
            return factory;
        } catch (RuntimeException unreadable) {
            throw unreadableUrl();
        }
    }

    /** By itself it asks the broker for the queue before each message that is sent, and waits for the answer. */
    private static ActiveMQConnectionFactory prepared(ActiveMQConnectionFactory factory) {
        factory.setCacheDestinations(true);
        // Nothing here reads objects; PlainBinding does not even ask for one.
        factory.setDeserializationDenyList("*");
        return factory;
    }

    private static StartRefusedException unreadableUrl() {
        return new StartRefusedException(
                "bars.broker.url is not the address of a broker that this program has a client for.",
                "Set it to tcp://host:61616 (Artemis), amqp://host:5672 or amqps://host:5671 (AMQP 1.0), or name the class"
                        + " of another client by bars.broker.connection-factory.");
    }

    private static ConnectionFactory named(String className) {
        try {
            Class<?> type =
                    Class.forName(className, true, Thread.currentThread().getContextClassLoader());
            if (BeanUtils.instantiateClass(type) instanceof ConnectionFactory factory) {
                return factory;
            }
        } catch (ClassNotFoundException | LinkageError absent) {
            throw new StartRefusedException(
                    "bars.broker.connection-factory names " + className + ", which is not there: "
                            + absent.getClass().getSimpleName() + " " + absent.getMessage() + ".",
                    "Put the client's jar, and the jars it needs, into a folder and start with"
                            + " java -Dloader.path=<folder> -jar bars-cancel.jar.");
        } catch (BeanInstantiationException notMade) {
            // Told below.
        }
        throw new StartRefusedException(
                "bars.broker.connection-factory names " + className
                        + ", which is no jakarta.jms.ConnectionFactory with a constructor without parameters (javax.jms is"
                        + " another interface).",
                "Take the client for Jakarta Messaging (JMS 3).");
    }
}
