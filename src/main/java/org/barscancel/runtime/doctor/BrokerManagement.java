package org.barscancel.runtime.doctor;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.activemq.artemis.api.core.management.AddressSettingsInfo;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Asks an Artemis about its queues, by messages to its own address for that, in Artemis's own protocol. It only reads. */
final class BrokerManagement implements AutoCloseable {
    static final String ADDRESS = "activemq.management";

    private static final long PATIENCE = Duration.ofSeconds(5).toMillis();

    private final Session session;
    private final TemporaryQueue answers;
    private final MessageConsumer consumer;
    private final MessageProducer producer;

    /** @param connection for which {@link #isSpoken} */
    BrokerManagement(Connection connection) throws JMSException {
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        answers = session.createTemporaryQueue();
        consumer = session.createConsumer(answers);
        producer = session.createProducer(session.createQueue(ADDRESS));
        connection.start();
    }

    /** Whether a connection is in Artemis's own protocol. Any other broker might make a queue of what is asked. */
    static boolean isSpoken(Connection connection) throws JMSException {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            return session.createMessage() instanceof ActiveMQMessage;
        }
    }

    /**
     * How many messages a queue holds, those to be delivered later included; empty when it does not exist.
     *
     * @throws JMSException when it does not tell
     */
    OptionalLong messages(String queue) throws JMSException {
        Message question = session.createMessage();
        JMSManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, "messageCount");
        Message answer = answer(question);
        return JMSManagementHelper.hasOperationSucceeded(answer)
                ? OptionalLong.of(result(answer, Number.class).longValue())
                : OptionalLong.empty();
    }

    /**
     * What applies to an address, whether or not it exists.
     *
     * @throws JMSException when it does not tell
     */
    AddressSettingsInfo settings(String address) throws JMSException {
        Message question = session.createMessage();
        JMSManagementHelper.putOperationInvocation(question, ResourceNames.BROKER, "getAddressSettingsAsJSON", address);
        Message answer = answer(question);
        if (!JMSManagementHelper.hasOperationSucceeded(answer)) {
            throw new JMSException("The settings of an address are not told");
        }
        return AddressSettingsInfo.fromJSON(result(answer, String.class));
    }

    private Message answer(Message question) throws JMSException {
        question.setJMSReplyTo(answers);
        producer.send(question);
        Message answer = consumer.receive(PATIENCE);
        if (answer == null) {
            throw new JMSException("No answer");
        }
        return answer;
    }

    private static <T> T result(Message answer, Class<T> type) throws JMSException {
        try {
            return type.cast(JMSManagementHelper.getResult(answer, type));
        } catch (JMSException failure) {
            throw failure;
        } catch (Exception unreadable) {
            throw new JMSException("The answer cannot be read");
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
