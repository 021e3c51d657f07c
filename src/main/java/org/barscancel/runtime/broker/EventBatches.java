package org.barscancel.runtime.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.barscancel.atrest.SealedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.transaction.TransactionStatus;

/**
 * Hands the events that wait to the ledger route in batches: one message, one database transaction and one commit for
 * up to {@value #MOST} of them. The batch is received in one transacted session, so either all of it is done or all of
 * it comes again.
 */
public final class EventBatches implements MessageListenerContainerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(EventBatches.class);

    private static final int MOST = 500;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String dead;
    private final QueueSeals seals;

    /**
     * @param dead name of the queue for messages that cannot be events
     * @param seals decrypts them
     */
    public EventBatches(String dead, QueueSeals seals) {
        this.dead = dead;
        this.seals = seals;
    }

    @Override
    public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
        return new Container(endpoint, dead, seals);
    }

    private static final class Container extends DefaultJmsMessageListenerContainer {
        private static final ThreadLocal<Session> SESSION = new ThreadLocal<>();

        private final String dead;
        private final QueueSeals seals;

        Container(JmsEndpoint endpoint, String dead, QueueSeals seals) {
            super(endpoint);
            this.dead = dead;
            this.seals = seals;
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
            List<@Nullable String> texts = new ArrayList<>();
            StringJoiner waybills = new StringJoiner(" ");
            int taken = 0;
            for (Message next = first; next != null; next = next(consumer, taken)) {
                taken++;
                if (next instanceof TextMessage text) {
                    add(text, texts);
                    waybills.add(Waybill.remembered(next));
                } else {
                    setAside(next, "is no text");
                }
            }
            TextMessage batch = SESSION.get().createTextMessage(json(texts));
            batch.setJMSMessageID(first.getJMSMessageID());
            batch.setStringProperty(Waybill.OF_BATCH, waybills.toString());
            return batch;
        }

        private static @Nullable Message next(MessageConsumer consumer, int soFar) throws JMSException {
            return soFar < MOST ? consumer.receiveNoWait() : null;
        }

        private void add(TextMessage message, List<@Nullable String> texts) throws JMSException {
            try {
                texts.add(seals.text(message));
            } catch (SealedException sealed) {
                setAside(message, "cannot be read (" + sealed.getMessage() + ")");
            }
        }

        /** What is no text cannot be an event. It goes as it came, in the session in which it was taken. */
        private void setAside(Message foreign, String why) throws JMSException {
            LOG.error("A message on the events queue {} and goes to the dead queue as it came", why);
            Session session = SESSION.get();
            try (MessageProducer producer = session.createProducer(session.createQueue(dead))) {
                producer.send(foreign);
            }
        }

        private static String json(List<@Nullable String> texts) throws JMSException {
            try {
                return MAPPER.writeValueAsString(texts);
            } catch (JsonProcessingException impossible) {
                throw new MessageFormatException("The batch cannot be written");
            }
        }
    }
}
