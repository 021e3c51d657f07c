package org.barscancel.runtime.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.jms.JmsBinding;
import org.apache.camel.component.jms.JmsEndpoint;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads text, decrypted where it is encrypted, and bytes up to a limit. Camel by itself also makes an object of an object message, by which whoever may send
 * could have any class on the class path made and run.
 */
final class PlainBinding extends JmsBinding {
    private final long mostBytes;
    private final QueueSeals seals;

    PlainBinding(JmsEndpoint endpoint, long mostBytes, QueueSeals seals) {
        super(endpoint);
        this.mostBytes = mostBytes;
        this.seals = seals;
    }

    @Override
    public @Nullable Object extractBodyFromJms(Exchange exchange, Message message) {
        if (message instanceof TextMessage) {
            Object body = super.extractBodyFromJms(exchange, message);
            return body instanceof String text ? seals.opened(message, text) : body;
        }
        if (message instanceof BytesMessage bytes) {
            long size = size(bytes);
            return size <= mostBytes ? super.extractBodyFromJms(exchange, message) : tooLarge(size);
        }
        return new UnreadBody(new Problem(
                ProblemCode.UNSUPPORTED_FORMAT,
                "The message is neither text nor bytes; its body is not looked at.",
                "Send it again as a text message."));
    }

    /** What the program says of its way is written last, whatever came with the request. */
    @Override
    public Message makeJmsMessage(
            Exchange exchange, org.apache.camel.Message camelMessage, Session session, @Nullable Exception cause)
            throws JMSException {
        Message message = super.makeJmsMessage(exchange, camelMessage, session, cause);
        Waybill.write(exchange, message);
        return message;
    }

    /** What a batch of events remembers is no header, since headers are copied to what is sent. */
    @Override
    public Map<String, Object> extractHeadersFromJms(Message message, Exchange exchange) {
        Map<String, Object> headers = super.extractHeadersFromJms(message, exchange);
        Object remembered = headers.remove(Waybill.OF_BATCH);
        if (remembered != null) {
            exchange.setProperty(Waybill.OF_BATCH, remembered);
        }
        return headers;
    }

    private UnreadBody tooLarge(long size) {
        return new UnreadBody(new Problem(
                ProblemCode.TOO_LARGE, "The message has " + size + " bytes; at most " + mostBytes + " are read."));
    }

    private static long size(BytesMessage bytes) {
        try {
            return bytes.getBodyLength();
        } catch (JMSException broken) {
            throw new RuntimeCamelException("The size of a message cannot be told", broken);
        }
    }
}
