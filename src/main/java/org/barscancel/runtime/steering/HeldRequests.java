package org.barscancel.runtime.steering;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.broker.SelectedMessages;
import org.barscancel.runtime.leg.Lists;
import org.barscancel.runtime.watch.Setbacks;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.jms.core.JmsTemplate;

/**
 * Puts requests that were set aside back on their queues, unless their list is paused, part by part and each part in a
 * transaction of its own. It asks what lies there and not what was resumed, so that nothing stays behind, whenever a crash
 * comes, and whatever another instance sets aside that had not heard of the end of a pause. It has a thread of its own: the
 * upkeep that runs every second must not wait for a broker that is out of reach.
 */
final class HeldRequests implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldRequests.class);

    private static final int PART = 500;
    private static final int EVERY_MILLIS = 500;

    /** A selector makes the broker look through all that is held. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final JmsTemplate jms;
    private final BarsSettings.Queues queues;
    private final Steering steering;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread own = new Thread(work, "held-requests");
        own.setDaemon(true);
        return own;
    });
    private Set<String> pausedBefore = Set.of();
    private Instant lookAt = Instant.MIN;

    HeldRequests(ConnectionFactory connectionFactory, BarsSettings.Queues queues, Steering steering, Clock clock) {
        this.jms = new JmsTemplate(connectionFactory);
        this.jms.setSessionTransacted(true);
        this.queues = queues;
        this.steering = steering;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It tells of its own failure, and ends with the thread.
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        thread.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks when a pause has ended, and now and then. */
    private void look() {
        Set<String> paused = steering.all(HoldKind.BATCH).values().stream()
                .filter(hold -> hold.state() == Hold.State.PAUSED)
                .map(Hold::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Instant now = clock.instant();
        if (paused.equals(pausedBefore) && now.isBefore(lookAt)) {
            return;
        }
        try {
            int moved = putBack(paused);
            pausedBefore = paused;
            lookAt = moved == PART ? Instant.MIN : now.plus(LOOK_AGAIN);
        } catch (RuntimeException down) {
            LOG.warn("Requests that were set aside cannot be put back at present ({})", Setbacks.reason(down));
            lookAt = now.plus(LOOK_AGAIN);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private int putBack(Set<String> paused) {
        Integer moved = jms.execute(
                session -> {
                    int[] taken = {0};
                    SelectedMessages.take(session, queues.held(), selector(paused), message -> {
                        send(session, message);
                        return ++taken[0] < PART;
                    });
                    session.commit();
                    return taken[0];
                },
                true);
        return moved == null ? 0 : moved;
    }

    /** As it came, to where it came from. */
    private void send(Session session, Message message) throws JMSException {
        String queue = message.getStringProperty(HeldMessage.QUEUE);
        try (MessageProducer producer =
                session.createProducer(session.createQueue(queue == null ? queues.dead() : queue))) {
            producer.send(message);
        }
    }

    private static String selector(Set<String> paused) {
        return paused.isEmpty()
                ? ""
                : Lists.BATCH
                        + paused.stream()
                                .map(id -> "'" + id.replace("'", "''") + "'")
                                .collect(Collectors.joining(", ", " IS NULL OR " + Lists.BATCH + " NOT IN (", ")"));
    }
}
