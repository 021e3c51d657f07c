package org.barscancel.runtime.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/** Takes messages off a queue by selector, in the transaction of the session. */
public final class SelectedMessages {
    private SelectedMessages() {}

    /** What is done with each. Returns whether the next one may be taken. */
    @FunctionalInterface
    public interface Taker {
        /** Deals with a message, and returns whether the next one may be taken. */
        boolean take(Message message) throws JMSException;
    }

    /**
     * Takes one after the other, until there is none, or the taker has enough.
     *
     * @param selector which
     */
    public static void take(Session session, String queue, String selector, Taker taker) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue), selector)) {
            Message next = consumer.receiveNoWait();
            while (next != null && taker.take(next)) {
                next = consumer.receiveNoWait();
            }
        }
    }
}
