package org.barscancel.runtime.broker;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Starts the embedded broker again. It shuts itself down when its journal cannot be written, since nobody knows then what
 * of it is on disk; what it had confirmed is in the journal, and senders and consumers connect anew.
 */
public final class BrokerUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerUpkeep.class);

    private final EmbeddedActiveMQ broker;
    private final JournalWatch journal;
    private boolean down;

    BrokerUpkeep(EmbeddedActiveMQ broker, JournalWatch journal) {
        this.broker = broker;
        this.journal = journal;
        journal.watch(broker.getActiveMQServer());
    }

    /** Every two seconds. */
    @Scheduled(fixedDelay = 2_000)
    public void lookAfter() {
        // While it starts or stops by itself it is left alone.
        if (down || broker.getActiveMQServer().getState() == ActiveMQServer.SERVER_STATE.STOPPED) {
            startAgain();
        }
    }

    private void startAgain() {
        if (!down) {
            down = true;
            LOG.error("The embedded broker has stopped, because its journal could not be written; it is started again"
                    + " as soon as that works. Look at the disk");
        }
        try {
            // What is left of a start that failed.
            broker.stop();
            // A new server: one that failed once would not notice another failure.
            broker.start();
        } catch (Exception stillUnwritable) {
            return;
        }
        if (broker.getActiveMQServer().isActive()) {
            journal.watch(broker.getActiveMQServer());
            down = false;
            LOG.info("The embedded broker works again");
        }
    }
}
