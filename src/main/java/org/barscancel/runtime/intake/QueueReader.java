package org.barscancel.runtime.intake;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.intake.DryRunWish;
import org.barscancel.intake.QueueIntake;
import org.barscancel.runtime.broker.InternalQueues;
import org.barscancel.runtime.broker.UnreadBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a JMS message into an arrival; nothing else of its headers gets any further. */
final class QueueReader implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);

    /** The user of the embedded broker that sent the message, by the broker's word; nobody else can set it there. */
    private static final String USER = "JMSXUserID";

    private final QueueIntake intake;
    private final Map<String, String> requesters;
    private final InternalQueues internal;

    /**
     * Sets up the reader.
     *
     * @param requesters whom a user of the embedded broker sends for, whatever a message says
     * @param internal queues on which nobody is answered: senders would write to them by this program's hand
     */
    QueueReader(QueueIntake intake, Map<String, String> requesters, InternalQueues internal) {
        this.intake = intake;
        this.requesters = Map.copyOf(requesters);
        this.internal = internal;
    }

    @Override
    public void process(Exchange exchange) throws JMSException {
        Message message = exchange.getMessage();
        ReplyTo replyTo = replyTo(
                message.getHeader("JMSReplyTo", Destination.class),
                message.getHeader("JMSCorrelationID", String.class));
        String messageId = message.getHeader("JMSMessageID", String.class);
        String named = message.getHeader("requester", String.class);
        String requester = requesters.getOrDefault(message.getHeader(USER, "", String.class), named);
        String format = message.getHeader("format", String.class);
        DryRunWish dryRun = DryRunWish.in(message.getHeaders());
        if (message.getBody() instanceof UnreadBody unread) {
            message.removeHeaders("*");
            message.setBody(intake.refused(
                    unread.problem(),
                    messageId == null ? exchange.getExchangeId() : messageId,
                    bounded(requester),
                    replyTo));
            return;
        }
        boolean decoded = message.getBody() instanceof String;
        byte[] body = body(message);
        message.removeHeaders("*");
        message.setBody(intake.read(
                body,
                decoded,
                messageId == null ? exchange.getExchangeId() : messageId,
                bounded(requester),
                replyTo,
                dryRun,
                format));
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

    private @Nullable ReplyTo replyTo(@Nullable Destination destination, @Nullable String correlationId)
            throws JMSException {
        if (destination instanceof Queue queue && internal.has(queue.getQueueName())) {
            LOG.warn("A message is not answered: it asks for that on a queue of this program's own");
            return null;
        }
        if (destination instanceof Queue queue) {
            return new ReplyTo(queue.getQueueName(), false, correlationId);
        }
        return destination instanceof Topic topic ? new ReplyTo(topic.getTopicName(), true, correlationId) : null;
    }
}
