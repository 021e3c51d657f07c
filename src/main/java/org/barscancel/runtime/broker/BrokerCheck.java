package org.barscancel.runtime.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;

/**
 * Refuses to start on a broker that does not do what the program relies on. The embedded one does; of any other it is
 * tried before the first message is taken.
 */
public final class BrokerCheck implements CamelContextConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerCheck.class);

    private static final int DELIVERY_DELAY_SINCE = 2;

    private static final String TRIAL = "a temporary queue, a transaction and a delayed delivery on it";

    private final BarsSettings.Broker broker;
    private final BarsSettings.Queues queues;
    private final SslBundles bundles;

    /** @param bundles what is trusted at the broker and shown to it */
    public BrokerCheck(BarsSettings settings, SslBundles bundles) {
        this.broker = settings.broker();
        this.queues = settings.queue();
        this.bundles = bundles;
    }

    @Override
    public void beforeApplicationStart(CamelContext camelContext) {
        if (broker.isEmbedded()) {
            return;
        }
        if (broker.check()) {
            run(BrokerClient.of(broker, bundles));
        } else {
            LOG.warn(
                    "The broker is not tried, as bars.broker.check says: it must keep transactions, delay deliveries and"
                            + " count them");
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camelContext) {
        // Nothing: a broker that goes away later is waited for.
    }

    /**
     * Tries a broker.
     *
     * @throws StartRefusedException when it cannot be reached, or cannot do what is needed
     */
    public void run(ConnectionFactory factory) {
        String step = "a connection";
        try (Connection connection = factory.createConnection()) {
            requireDeliveryDelay(connection.getMetaData().getJMSMajorVersion());
            for (String queue : takenFrom()) {
                step = "taking from queue " + queue;
                takeFrom(connection, queue);
            }
            for (String queue : sentTo()) {
                step = "sending to queue " + queue;
                sendTo(connection, queue, false);
            }
            step = "sending to topic " + queues.outcomes();
            sendTo(connection, queues.outcomes(), true);
            step = TRIAL;
            new BrokerProbe(connection).run();
        } catch (JMSException failure) {
            throw refused(step, failure);
        } catch (JMSRuntimeException failure) {
            throw refused(step, failure);
        }
    }

    /**
     * Tries a broker on a temporary queue only: the program's own queues are not touched, and none is made.
     *
     * @throws StartRefusedException when it cannot be reached, or cannot do what is needed
     */
    public void tryOut(ConnectionFactory factory) {
        String step = "a connection";
        try (Connection connection = factory.createConnection()) {
            requireDeliveryDelay(connection.getMetaData().getJMSMajorVersion());
            step = TRIAL;
            new BrokerProbe(connection).run();
        } catch (JMSException | JMSRuntimeException failure) {
            throw refused(step, failure);
        }
    }

    private List<String> takenFrom() {
        return List.of(queues.cancellations(), queues.requests(), queues.pointers(), queues.events());
    }

    private List<String> sentTo() {
        return List.of(
                queues.requests(),
                queues.pointers(),
                queues.events(),
                queues.rejected(),
                queues.parked(),
                queues.held(),
                queues.dead());
    }

    private static void takeFrom(Connection connection, String queue) throws JMSException {
        // Never started, so it takes no message.
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createConsumer(session.createQueue(queue)).close();
        }
    }

    private static void sendTo(Connection connection, String name, boolean topic) throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createProducer(topic ? session.createTopic(name) : session.createQueue(name))
                    .close();
        }
    }

    private static void requireDeliveryDelay(int version) {
        if (version < DELIVERY_DELAY_SINCE) {
            throw BrokerProbe.unfit("its client knows JMS " + version + " only, which has no delayed delivery");
        }
    }

    private StartRefusedException refused(String step, Exception failure) {
        Throwable root = Setbacks.root(failure);
        boolean credentials = failure instanceof JMSSecurityException;
        String code = failure instanceof JMSException jms ? jms.getErrorCode() : null;
        return new StartRefusedException(
                "The broker" + address() + " does not allow " + step + ": "
                        + failure.getClass().getSimpleName()
                        + (code == null ? "" : " " + code)
                        + (root == failure ? "" : ", " + root.getClass().getSimpleName())
                        // What else an exception says may hold credentials.
                        + (root instanceof IOException ? " (" + root.getMessage() + ")" : "")
                        + ".",
                credentials
                        ? "Look at bars.broker.username and bars.broker.password, and at what that user may do at the broker."
                        : "Look at the address, the trust store in it when it is one of TLS, and whether the broker runs; its queues and the topic must exist or be made on"
                                + " demand. What it must be able to do stands in docs/wiring-a-pas.md.");
    }

    /** Without whatever follows the host and port. */
    private String address() {
        @Nullable String url = broker.url();
        return url == null ? "" : " " + url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }
}
