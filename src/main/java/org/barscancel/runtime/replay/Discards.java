package org.barscancel.runtime.replay;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.barscancel.BarsSettings;
import org.barscancel.audit.Actor;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.intake.ReplayReader;
import org.barscancel.ledger.KnownCancellation;
import org.barscancel.ledger.Ledger;
import org.barscancel.runtime.broker.SelectedMessages;
import org.barscancel.runtime.broker.StoppedProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.core.JmsTemplate;

/**
 * Takes off the error channels, for good, what a person has dealt with, in the transaction of the calling thread: a message is
 * taken by one call, on whatever instance, and lies where it lay when that call fails.
 */
public final class Discards {
    private final JmsTemplate jms;
    private final BarsSettings.Queues queues;
    private final Ledger ledger;
    private final Clock clock;

    Discards(JmsTemplate jms, BarsSettings.Queues queues, Ledger ledger, Clock clock) {
        this.jms = jms;
        this.queues = queues;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What was taken off.
     *
     * @param events tell the ledger
     * @param messages how many messages, 0 or more
     * @param more whether there may be more that fit
     */
    public record Taken(List<Event.Discarded> events, int messages, boolean more) {
        /** Copies the list. */
        public Taken {
            events = List.copyOf(events);
        }
    }

    /**
     * Takes those that fit, also those that were refused as they came, and those of a provider that is no longer set up.
     *
     * @param asked which, and with what note
     * @param by who asked
     * @throws org.springframework.jms.JmsException when the broker does not give them
     * @throws org.springframework.dao.DataAccessException when the ledger cannot tell which run a message is of
     */
    public Taken take(ReplayReader.Noted asked, @Nullable Actor by) {
        String selector = ReplaySelector.ofAll(asked.selection());
        String who = by == null ? null : by.who();
        List<Event.Discarded> events = new ArrayList<>();
        jms.execute(
                session -> {
                    for (String queue : List.of(queues.parked(), queues.rejected())) {
                        if (events.size() < ErrorChannels.MOST) {
                            SelectedMessages.take(session, queue, selector, message -> {
                                events.add(event(message, who, asked.note()));
                                return events.size() < ErrorChannels.MOST;
                            });
                        }
                    }
                    return events;
                },
                true);
        return new Taken(events.stream().distinct().toList(), events.size(), events.size() >= ErrorChannels.MOST);
    }

    private Event.Discarded event(Message message, @Nullable String by, String note) throws JMSException {
        UUID id = UUID.fromString(message.getStringProperty("cancellationId"));
        Leg leg = Leg.REGISTRY.code().equals(message.getStringProperty("leg")) ? Leg.REGISTRY : Leg.PROVIDER;
        int generation = generation(message, id);
        return new Event.Discarded(
                NameBasedUuid.of("discarded", id.toString(), Integer.toString(generation), leg.code()),
                clock.instant(),
                id,
                generation,
                leg,
                by,
                note);
    }

    /** What was refused as it came under an earlier version does not tell. */
    private int generation(Message message, UUID id) throws JMSException {
        return message.propertyExists(StoppedProperties.GENERATION)
                ? message.getIntProperty(StoppedProperties.GENERATION)
                : ledger.find(id).map(KnownCancellation::generation).orElse(0);
    }
}
