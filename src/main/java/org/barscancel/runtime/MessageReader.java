package org.barscancel.runtime;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.intake.QueueIntake;
import org.jspecify.annotations.Nullable;

/** Turns a JMS message into an arrival; nothing else of its headers gets any further. */
final class MessageReader implements Processor {
    private final QueueIntake intake;

    MessageReader(QueueIntake intake) {
        this.intake = intake;
    }

    @Override
    public void process(Exchange exchange) throws JMSException {
        Message message = exchange.getMessage();
        ReplyTo replyTo = replyTo(
                message.getHeader("JMSReplyTo", Destination.class),
                message.getHeader("JMSCorrelationID", String.class));
        String messageId = message.getHeader("JMSMessageID", String.class);
        String requester = message.getHeader("requester", String.class);
        boolean decoded = message.getBody() instanceof String;
        byte[] body = body(message);
        message.removeHeaders("*");
        message.setBody(intake.read(
                body, decoded, messageId == null ? exchange.getExchangeId() : messageId, bounded(requester), replyTo));
    }

    private static byte[] body(Message message) {
        Object body = message.getBody();
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }

    /** The requester is a name in results and searches, no more. */
    private static @Nullable String bounded(@Nullable String requester) {
        if (requester == null || requester.isBlank()) {
            return null;
        }
        String printable = requester.strip().replaceAll("[^\\p{Print}]", "_");
        return printable.length() > 128 ? printable.substring(0, 128) : printable;
    }

    private static @Nullable ReplyTo replyTo(@Nullable Destination destination, @Nullable String correlationId)
            throws JMSException {
        if (destination instanceof Queue queue) {
            return new ReplyTo(queue.getQueueName(), false, correlationId);
        }
        return destination instanceof Topic topic ? new ReplyTo(topic.getTopicName(), true, correlationId) : null;
    }
}
