package org.barscancel.runtime;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Counts how often the embedded broker failed to write its journal. Artemis 2.44 swallows such a failure where it writes
 * and syncs apart, and confirms the commit all the same, just before it shuts down. For messages alone that is no harm,
 * since what was taken comes again with what was sent lost; a file, however, would be put away and its requests gone, and
 * a caller would hear that its requests are safe.
 */
public final class JournalWatch {
    private final AtomicInteger failures = new AtomicInteger();

    /** Listens to a broker, which tells of a failure before it confirms anything on its account. */
    void watch(ActiveMQServer server) {
        server.registerIOCriticalErrorListener((cause, message, file) -> failed());
    }

    void failed() {
        failures.incrementAndGet();
    }

    /** How many failures there were; always 0 with a broker of its own. */
    public int failures() {
        return failures.get();
    }

    /**
     * Confirms that a commit is on disk.
     *
     * @param before {@link #failures} before the transaction began
     * @throws IOException when the journal failed since
     */
    public void requireNoneSince(int before) throws IOException {
        if (failures.get() != before) {
            throw new IOException("The broker's journal could not be written");
        }
    }
}
