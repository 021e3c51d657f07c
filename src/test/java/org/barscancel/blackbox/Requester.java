package org.barscancel.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A legacy system, or an operator, that talks to the program by JMS only. */
final class Requester implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 60_000;

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;

    private Requester(ActiveMQConnectionFactory factory) throws JMSException {
        this.factory = factory;
        this.connection = factory.createConnection();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        connection.start();
    }

    static Requester of(String broker) throws JMSException {
        return new Requester(new ActiveMQConnectionFactory(broker));
    }

    Session session() {
        return session;
    }

    MessageConsumer listenTo(Destination destination) throws JMSException {
        return session.createConsumer(destination);
    }

    TextMessage text(String body) throws JMSException {
        return session.createTextMessage(body);
    }

    BytesMessage bytes(String body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    /** Sends to {@code bars.cancellations}. */
    void send(Message message, Destination replyTo, String correlationId) throws JMSException {
        message.setJMSReplyTo(replyTo);
        message.setJMSCorrelationID(correlationId);
        try (MessageProducer producer = session.createProducer(session.createQueue("bars.cancellations"))) {
            producer.send(message);
        }
    }

    /** The next message, which must come. */
    static Message next(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(PATIENCE_MILLIS);
        if (message == null) {
            throw new AssertionError("No message came in " + PATIENCE_MILLIS + " ms");
        }
        return message;
    }

    static JsonNode json(Message message) throws JMSException, JsonProcessingException {
        return JSON.readTree(message.getBody(String.class));
    }

    /** What lies on a queue, left there. */
    List<String> lyingOn(String queue) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            for (Enumeration<?> lying = browser.getEnumeration(); lying.hasMoreElements(); ) {
                texts.add(lying.nextElement() instanceof TextMessage text ? text.getText() : "not a text");
            }
        }
        return texts;
    }

    /** Moves the one message with that text in it to another queue, as an operator does to have it run again. */
    void move(String from, String to, String part) throws JMSException {
        // Counted first: what a consumer has been handed no longer shows to a browser.
        int lying = lyingOn(from).size();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(from));
                MessageProducer producer = session.createProducer(null)) {
            for (int left = lying; left > 0; left--) {
                Message message = next(consumer);
                boolean meant =
                        message instanceof TextMessage text && text.getText().contains(part);
                producer.send(session.createQueue(meant ? to : from), message);
            }
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
    }
}
