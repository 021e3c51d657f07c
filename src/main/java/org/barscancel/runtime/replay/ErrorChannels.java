package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.SealedException;
import org.barscancel.audit.Actor;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.intake.Replays;
import org.barscancel.runtime.broker.QueueSeals;
import org.barscancel.runtime.broker.SelectedMessages;
import org.barscancel.runtime.broker.StoppedProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * Takes what is to run again from the queues of what was parked or rejected, in the transaction of the calling thread: a
 * message is taken by one call, on whatever instance, and lies where it lay when that call fails.
 */
public final class ErrorChannels {
    /** So many messages one call takes; more would make its transaction, and its caller, wait too long. */
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ErrorChannels.class);

    private final JmsTemplate jms;
    private final BarsSettings.Queues queues;
    private final Set<String> providers;
    private final Replays replays;
    private final ObjectMapper mapper;
    private final QueueSeals seals;

    /** @param providers those that are set up beside the default one */
    ErrorChannels(
            JmsTemplate jms,
            BarsSettings.Queues queues,
            Set<String> providers,
            Replays replays,
            ObjectMapper mapper,
            QueueSeals seals) {
        this.jms = jms;
        this.queues = queues;
        this.providers = Set.copyOf(providers);
        this.replays = replays;
        this.mapper = mapper;
        this.seals = seals;
    }

    /**
     * What was taken.
     *
     * @param again those that run again
     * @param overtaken how many messages a later run of their cancellation had made needless
     * @param more whether there may be more that fit
     * @param former the provider of the only one that was asked for, when it is no longer set up; null otherwise
     */
    public record Taken(List<Replays.Again> again, int overtaken, boolean more, @Nullable String former) {
        /** Copies the list. */
        public Taken {
            again = List.copyOf(again);
        }
    }

    /**
     * Takes those that fit. Those of a provider that is no longer set up stay where they are.
     *
     * @param selection what is to run again
     * @param by who asked
     * @throws org.springframework.jms.JmsException when the broker does not give them
     * @throws org.springframework.dao.DataAccessException when the ledger cannot tell what has become of them
     */
    public Taken take(ReplaySelection selection, @Nullable Actor by) {
        String selector = ReplaySelector.of(selection, providers);
        List<Cancellation> stopped = new ArrayList<>();
        jms.execute(
                session -> {
                    for (String queue : List.of(queues.parked(), queues.rejected())) {
                        take(session, queue, selector, stopped);
                    }
                    return stopped;
                },
                true);
        List<Replays.Again> again = replays.of(stopped, by == null ? null : by.who());
        return new Taken(
                again,
                stopped.size() - again.size(),
                stopped.size() >= MOST,
                stopped.isEmpty() && selection.cancellationId() != null ? former(selection) : null);
    }

    private @Nullable String former(ReplaySelection selection) {
        for (String queue : List.of(queues.parked(), queues.rejected())) {
            String provider = jms.browseSelected(queue, ReplaySelector.of(selection), (session, browser) -> {
                Enumeration<?> lying = browser.getEnumeration();
                return lying.hasMoreElements()
                        ? ((Message) lying.nextElement()).getStringProperty(StoppedProperties.PROVIDER)
                        : null;
            });
            if (provider != null && !providers.contains(provider)) {
                return provider;
            }
        }
        return null;
    }

    private void take(Session session, String queue, String selector, List<Cancellation> stopped) throws JMSException {
        if (stopped.size() < MOST) {
            SelectedMessages.take(session, queue, selector, message -> {
                sort(session, queue, message, stopped);
                return stopped.size() < MOST;
            });
        }
    }

    private void sort(Session session, String queue, Message message, List<Cancellation> stopped) throws JMSException {
        try {
            if (message instanceof TextMessage text) {
                stopped.add(mapper.readValue(seals.text(text), Cancellation.class));
                return;
            }
        } catch (SealedException sealed) {
            LOG.error("A message on {} cannot be replayed and stays there: {}", queue, sealed.getMessage());
            put(session, queue, message);
            return;
        } catch (JsonProcessingException foreign) {
            // Told below.
        }
        // It would fail each call that it fits.
        LOG.error("A message on an error channel is marked as replayable and is none; it goes to the dead queue");
        put(session, queues.dead(), message);
    }

    /** As it came; this call does not see it again. */
    private static void put(Session session, String queue, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(message);
        }
    }
}
