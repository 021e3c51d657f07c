package org.barscancel.runtime.ledger;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.barscancel.runtime.broker.StoppedProperties;
import org.springframework.jms.core.JmsTemplate;

/**
 * Takes messages off the error channels whose cancellation has ended well since: a replay would not run them either. What
 * stands for a request that is still open, and what was refused as it came, is never touched.
 */
final class Leftovers {
    /** So many messages of a channel are looked at. */
    private static final int DEEPEST = 100_000;

    /** So many cancellations are looked up at once. */
    private static final int PART = 500;

    private final JmsTemplate jms;
    private final List<String> channels;
    private final Function<Map<UUID, Integer>, Map<UUID, Integer>> overtaken;

    /**
     * Sets up the cleaning.
     *
     * @param channels the queues of what was parked or rejected
     * @param overtaken tells which runs, by cancellation and generation, are over for good, and up to which generation
     */
    Leftovers(
            ConnectionFactory connectionFactory,
            List<String> channels,
            Function<Map<UUID, Integer>, Map<UUID, Integer>> overtaken) {
        this.jms = new JmsTemplate(connectionFactory);
        this.jms.setSessionTransacted(true);
        this.channels = List.copyOf(channels);
        this.overtaken = overtaken;
    }

    /**
     * What became of them.
     *
     * @param removed how many messages were taken off
     * @param complete whether every message was looked at that is old enough
     */
    record Cleaned(int removed, boolean complete) {}

    /**
     * Cleans the channels of requests that were received before that moment.
     *
     * @throws org.springframework.jms.JmsException when the broker does not let it
     * @throws org.springframework.dao.DataAccessException when the ledger cannot tell what has become of them
     */
    Cleaned clean(Instant before, BooleanSupplier goOn) {
        int removed = 0;
        for (String channel : channels) {
            Map<UUID, Integer> over = new HashMap<>();
            boolean seen = Boolean.TRUE.equals(jms.browseSelected(
                    channel,
                    StoppedProperties.REPLAYABLE + " = TRUE AND " + StoppedProperties.RECEIVED_AT + " < "
                            + before.toEpochMilli() + " AND " + StoppedProperties.GENERATION + " >= 0",
                    (session, browser) -> look(browser, over, goOn)));
            for (Map.Entry<UUID, Integer> one : over.entrySet()) {
                removed += goOn.getAsBoolean() ? remove(channel, one.getKey(), one.getValue()) : 0;
            }
            if (!seen || !goOn.getAsBoolean()) {
                return new Cleaned(removed, false);
            }
        }
        return new Cleaned(removed, true);
    }

    /** Whether the whole channel was seen. */
    private boolean look(QueueBrowser browser, Map<UUID, Integer> over, BooleanSupplier goOn) throws JMSException {
        Map<UUID, Integer> part = new HashMap<>();
        Enumeration<?> messages = browser.getEnumeration();
        int looked = 0;
        while (looked < DEEPEST && goOn.getAsBoolean() && messages.hasMoreElements()) {
            Message message = (Message) messages.nextElement();
            looked++;
            part.merge(
                    UUID.fromString(message.getStringProperty("cancellationId")),
                    message.getIntProperty(StoppedProperties.GENERATION),
                    Math::min);
            if (part.size() == PART) {
                over.putAll(overtaken.apply(part));
                part.clear();
            }
        }
        over.putAll(overtaken.apply(part));
        return looked < DEEPEST && goOn.getAsBoolean();
    }

    private int remove(String channel, UUID cancellationId, int generation) {
        Integer removed = jms.execute(
                session -> {
                    int taken = take(session, channel, cancellationId, generation);
                    session.commit();
                    return taken;
                },
                true);
        return removed == null ? 0 : removed;
    }

    private static int take(Session session, String channel, UUID cancellationId, int generation) throws JMSException {
        String selector = StoppedProperties.REPLAYABLE + " = TRUE AND cancellationId = '" + cancellationId + "' AND "
                + StoppedProperties.GENERATION + " <= " + generation;
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(channel), selector)) {
            int taken = 0;
            while (consumer.receiveNoWait() != null) {
                taken++;
            }
            return taken;
        }
    }
}
