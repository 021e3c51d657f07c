package org.barscancel.runtime.broker;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.springframework.transaction.TransactionSystemException;

/**
 * Knows when the embedded broker's word on a commit is not to be trusted. Artemis 2.44 swallows a failure to write its
 * journal where it writes and syncs apart: it confirms that commit all the same, and those after it, until it has shut
 * itself down. It tells of the first failure only. For messages alone that is no harm, since what was taken comes again
 * with what was sent lost; a file, however, would be put away and its requests gone, and a caller would hear that its
 * requests are safe.
 */
final class JournalWatch {
    private final AtomicInteger changes = new AtomicInteger();
    private volatile boolean broken;

    /** From now on it is this broker, fresh from its start, that is listened to. */
    void watch(ActiveMQServer server) {
        server.registerIOCriticalErrorListener((cause, message, file) -> failed());
        // Counted before it is trusted: a commit that the broker before it confirmed must not pass.
        changes.incrementAndGet();
        broken = false;
    }

    void failed() {
        broken = true;
        changes.incrementAndGet();
    }

    /** Counts failures and fresh starts; always the same with a broker of its own. */
    int changes() {
        return changes.get();
    }

    /**
     * Confirms that a commit is on disk.
     *
     * @param before {@link #changes} before the transaction began
     * @throws TransactionSystemException when the journal failed since, or had failed and the broker was not started afresh
     */
    void requireNoneSince(int before) {
        if (broken || changes.get() != before) {
            throw new TransactionSystemException("The broker's journal could not be written");
        }
    }
}
