package org.barscancel.runtime.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.barscancel.runtime.start.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Tries on a temporary queue what the legs do with every message: send in a transaction, delay a delivery, give a message
 * back and be told so at its next delivery.
 */
final class BrokerProbe {
    private static final Duration DELAY = Duration.ofSeconds(2);

    /** Also for what a broker adds to a delay, or waits before it delivers again. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String NOW = "now";
    private static final String LATER = "later";
    private static final String COUNT = "JMSXDeliveryCount";

    private final Connection connection;

    BrokerProbe(Connection connection) {
        this.connection = connection;
    }

    /**
     * Tries it.
     *
     * @throws StartRefusedException when the broker does something else
     * @throws JMSException when it does not allow it
     */
    void run() throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            TemporaryQueue queue = session.createTemporaryQueue();
            try (MessageConsumer consumer = session.createConsumer(queue);
                    MessageProducer producer = session.createProducer(queue)) {
                connection.start();
                run(session, producer, consumer);
            }
            queue.delete();
        }
    }

    private static void run(Session session, MessageProducer producer, MessageConsumer consumer) throws JMSException {
        long began = System.nanoTime();
        producer.send(session.createTextMessage("taken back"));
        session.rollback();
        producer.setDeliveryDelay(DELAY.toMillis());
        producer.send(session.createTextMessage(LATER));
        producer.setDeliveryDelay(0);
        producer.send(session.createTextMessage(NOW));
        session.commit();

        Message first = next(consumer);
        String text = first.getBody(String.class);
        if (text.equals(LATER) && System.nanoTime() - began < DELAY.toNanos()) {
            throw unfit("it delivers a delayed message at once, so nothing could be tried again later");
        }
        if (!text.equals(LATER) && !text.equals(NOW)) {
            throw unfit("it delivers a message that was taken back with its transaction");
        }
        session.rollback();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            Message message = next(consumer);
            counts.put(message.getBody(String.class), message.getIntProperty(COUNT));
        }
        session.commit();
        Integer count = counts.get(text);
        if (counts.size() < 2 || count == null || count < 2) {
            throw unfit(
                    "it does not count how often it delivers a message, so that one that breaks the program would come"
                            + " for ever");
        }
    }

    private static Message next(MessageConsumer consumer) throws JMSException {
        @Nullable Message message = consumer.receive(PATIENCE.toMillis());
        if (message == null) {
            throw unfit(
                    "it does not deliver within " + PATIENCE.toSeconds() + " s what was sent, delayed or given back");
        }
        return message;
    }

    static StartRefusedException unfit(String why) {
        return new StartRefusedException(
                "The broker cannot be used: " + why + ".",
                "Switch that on at the broker, or take one that can: Artemis, or an AMQP 1.0 broker with delayed delivery."
                        + " What is needed stands in docs/wiring-a-pas.md.");
    }
}
