package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class JournalWatchTest {
    private final JournalWatch watch = new JournalWatch();

    @Test
    void trustsACommitWhileNothingFails() {
        watch.watch(mock(ActiveMQServer.class));
        int before = watch.changes();

        assertThatCode(() -> watch.requireNoneSince(before)).doesNotThrowAnyException();
    }

    @Test
    void doesNotTrustACommitDuringWhichTheJournalFailed() {
        int before = watch.changes();
        watch.failed();

        assertThatThrownBy(() -> watch.requireNoneSince(before)).isInstanceOf(TransactionSystemException.class);
    }

    @Test
    void doesNotTrustACommitOfABrokerThatHasFailedBefore() {
        watch.failed();
        int before = watch.changes();

        assertThatThrownBy(() -> watch.requireNoneSince(before)).isInstanceOf(TransactionSystemException.class);
    }

    @Test
    void doesNotTrustACommitThatTheBrokerBeforeTheFreshOneConfirmed() {
        watch.failed();
        int before = watch.changes();
        watch.watch(mock(ActiveMQServer.class));

        assertThatThrownBy(() -> watch.requireNoneSince(before)).isInstanceOf(TransactionSystemException.class);
    }

    @Test
    void trustsTheFreshBroker() {
        watch.failed();
        watch.watch(mock(ActiveMQServer.class));
        int before = watch.changes();

        assertThatCode(() -> watch.requireNoneSince(before)).doesNotThrowAnyException();
    }
}
