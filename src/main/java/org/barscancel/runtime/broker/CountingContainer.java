package org.barscancel.runtime.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from a broker that is not ours. One that broke the program waits before each further try, and goes to the dead
 * queue after {@value #MOST}: brokers differ in what they do by themselves, from trying for ever without a pause to
 * dropping the message. Most of them step in after ten deliveries, so this does before.
 */
final class CountingContainer extends DefaultJmsMessageListenerContainer {
    /** After so many deliveries a message is set aside. */
    static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(CountingContainer.class);

    private static final String COUNT = "JMSXDeliveryCount";
    private static final long LOOK_MILLIS = 100;

    private final Redelivery redelivery;

    CountingContainer(JmsEndpoint endpoint, Redelivery redelivery) {
        super(endpoint);
        this.redelivery = redelivery;
    }

    @Override
    protected void doExecuteListener(Session session, Message message) throws JMSException {
        int count = message.propertyExists(COUNT) ? message.getIntProperty(COUNT) : 1;
        if (count > MOST) {
            setAside(session, message);
            return;
        }
        await(redelivery.pauseBefore(count));
        super.doExecuteListener(session, message);
    }

    private void setAside(Session session, Message message) throws JMSException {
        LOG.error(
                "A message of queue {} broke the program {} times and goes to the dead queue",
                getDestinationName(),
                MOST);
        try (MessageProducer producer = session.createProducer(session.createQueue(redelivery.dead()))) {
            producer.send(message);
        }
        commitIfNecessary(session, message);
    }

    /** Ends early when the program stops: the message then goes back to the broker. */
    private void await(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            while (isRunning() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(Math.min(LOOK_MILLIS, pause.toMillis()));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
