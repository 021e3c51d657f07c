package org.barscancel.runtime.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessageHelper;
import org.barscancel.runtime.watch.Journey;
import org.barscancel.runtime.watch.Traces;
import org.jspecify.annotations.Nullable;

/**
 * What a message between the stages says of its way, in properties: of which cancellation and trace it is. It lies with the
 * message, so it survives a delay and a restart. Nothing of it goes to others, and of others nothing is taken over.
 */
public final class Waybill {
    /** Property of a batch of events: for each message of it cancellation and trace, one after the other. */
    static final String OF_BATCH = "barsWaybills";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String[] ALL = {Traces.TRACEPARENT, Journey.CORRELATION_ID, Journey.CANCELLATION_ID};

    private Waybill() {}

    /** Writes what is known of an exchange into a message that it sends. */
    static void write(@Nullable Exchange exchange, Message message) throws JMSException {
        Journey journey = exchange == null ? null : Journey.of(exchange);
        if (journey == null) {
            JmsMessageHelper.removeJmsProperty(message, Traces.TRACEPARENT);
            return;
        }
        set(message, Traces.TRACEPARENT, Traces.written(journey.onward()));
        if (journey.cancellationId() != null) {
            set(message, Journey.CANCELLATION_ID, journey.cancellationId());
            set(message, Journey.CORRELATION_ID, journey.correlationId());
        }
    }

    /** Takes it off a message that goes to others. */
    static void takeOff(Message message) throws JMSException {
        for (String name : ALL) {
            JmsMessageHelper.removeJmsProperty(message, name);
        }
    }

    /** A property that is an id; null when it is none. */
    public static @Nullable String id(Exchange exchange, String name) {
        String value = exchange.getIn().getHeader(name, String.class);
        return value != null && UUID.matcher(value).matches() ? value : null;
    }

    /** The trace that a message says it is of; null when it says none. */
    public static @Nullable String trace(Exchange exchange) {
        String value = exchange.getIn().getHeader(Traces.TRACEPARENT, String.class);
        return value != null && TRACE.matcher(value).matches() ? value : null;
    }

    /** What a batch remembers of one of its messages; empty when there is nothing. */
    static String remembered(Message message) throws JMSException {
        String cancellation = message.getStringProperty(Journey.CANCELLATION_ID);
        String trace = message.getStringProperty(Traces.TRACEPARENT);
        return cancellation != null
                        && trace != null
                        && UUID.matcher(cancellation).matches()
                        && TRACE.matcher(trace).matches()
                ? cancellation + trace
                : "";
    }

    /** The trace of a cancellation, by what a batch remembers; the first one said, which the acceptance did. */
    public static @Nullable String trace(Exchange exchange, String cancellationId) {
        String all = exchange.getProperty(OF_BATCH, String.class);
        int at = all == null ? -1 : all.indexOf(cancellationId);
        if (all == null || at < 0) {
            return null;
        }
        int end = all.indexOf(' ', at);
        return all.substring(at + cancellationId.length(), end < 0 ? all.length() : end);
    }

    private static void set(Message message, String name, @Nullable String value) throws JMSException {
        if (value == null) {
            JmsMessageHelper.removeJmsProperty(message, name);
        } else {
            message.setStringProperty(name, value);
        }
    }
}
