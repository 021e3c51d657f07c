package org.barscancel.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.transaction.TransactionStatus;

/**
 * Hands the events that wait to the ledger route in batches: one message, one database transaction and one commit for
 * up to {@value #MOST} of them. The batch is received in one transacted session, so either all of it is done or all of
 * it comes again.
 */
final class EventBatches implements MessageListenerContainerFactory {
    private static final int MOST = 500;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
        return new Container(endpoint);
    }

    private static final class Container extends DefaultJmsMessageListenerContainer {
        private static final ThreadLocal<Session> SESSION = new ThreadLocal<>();

        Container(JmsEndpoint endpoint) {
            super(endpoint);
        }

        /** Remembers the session in which the batch's own message is made. */
        @Override
        protected boolean doReceiveAndExecute(
                Object invoker,
                @Nullable Session own,
                @Nullable MessageConsumer consumer,
                @Nullable TransactionStatus status)
                throws JMSException {
            SESSION.set(own);
            try {
                return super.doReceiveAndExecute(invoker, own, consumer, status);
            } finally {
                SESSION.remove();
            }
        }

        @Override
        protected @Nullable Message receiveMessage(MessageConsumer consumer) throws JMSException {
            Message first = super.receiveMessage(consumer);
            if (first == null) {
                return null;
            }
            List<String> texts = new ArrayList<>();
            for (Message next = first; next != null; next = next(consumer, texts.size())) {
                texts.add(text(next));
            }
            TextMessage batch = SESSION.get().createTextMessage(json(texts));
            batch.setJMSMessageID(first.getJMSMessageID());
            return batch;
        }

        private static @Nullable Message next(MessageConsumer consumer, int soFar) throws JMSException {
            return soFar < MOST ? consumer.receiveNoWait() : null;
        }

        /** What is no text cannot be an event; the route finds that out and sets it aside. */
        private static String text(Message message) throws JMSException {
            return message instanceof TextMessage text ? text.getText() : "Not a text: " + message.getJMSMessageID();
        }

        private static String json(List<String> texts) throws JMSException {
            try {
                return MAPPER.writeValueAsString(texts);
            } catch (JsonProcessingException impossible) {
                throw new MessageFormatException("The batch cannot be written");
            }
        }
    }
}
