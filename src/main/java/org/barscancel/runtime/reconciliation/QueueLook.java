package org.barscancel.runtime.reconciliation;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.barscancel.atrest.SealedException;
import org.barscancel.runtime.broker.QueueSeals;
import org.springframework.jms.core.JmsTemplate;

/**
 * Looks for cancellations on the queues, without taking anything. A queue does not show what is being worked on, nor
 * what is to be delivered later; the ledger knows of most waits, and while a far side is paused nothing is called lost.
 */
final class QueueLook {
    /** So many messages of a queue are looked at; what lies deeper is not called lost. */
    private static final int DEEPEST = 100_000;

    private final JmsTemplate jms;
    private final List<String> queues;
    private final BooleanSupplier calm;
    private final QueueSeals seals;

    /**
     * Sets up a look.
     *
     * @param queues where a cancellation that has not ended may lie
     * @param calm whether every far side is called
     * @param seals decrypts them
     */
    QueueLook(ConnectionFactory connectionFactory, List<String> queues, BooleanSupplier calm, QueueSeals seals) {
        this.jms = new JmsTemplate(connectionFactory);
        this.queues = List.copyOf(queues);
        this.calm = calm;
        this.seals = seals;
    }

    /** Those that lie on no queue. */
    Set<UUID> onNone(Set<UUID> cancellationIds) {
        Set<UUID> missing = new HashSet<>(cancellationIds);
        if (!calm.getAsBoolean()) {
            return Set.of();
        }
        for (String queue : queues) {
            boolean seen = Boolean.TRUE.equals(jms.browse(queue, (session, browser) -> look(browser, missing)));
            if (!seen) {
                return Set.of();
            }
        }
        return missing;
    }

    /** Whether the whole queue was seen. */
    private boolean look(QueueBrowser browser, Set<UUID> missing) throws JMSException {
        Enumeration<?> messages = browser.getEnumeration();
        for (int n = 0; messages.hasMoreElements(); n++) {
            if (n == DEEPEST) {
                return false;
            }
            if (missing.isEmpty()) {
                return true;
            }
            if (messages.nextElement() instanceof TextMessage message) {
                try {
                    String text = seals.text(message);
                    missing.removeIf(id -> text != null && text.contains(id.toString()));
                } catch (SealedException unread) {
                    // It may be any of them.
                    return false;
                }
            }
        }
        return true;
    }
}
