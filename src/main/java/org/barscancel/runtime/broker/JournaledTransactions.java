package org.barscancel.runtime.broker;

import jakarta.jms.ConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions on whose commit something outside the broker depends: a file is put away, or somebody hears that requests
 * are safe. A commit that the broker confirmed while its journal failed ends as one that failed.
 */
final class JournaledTransactions extends JmsTransactionManager {
    private static final long serialVersionUID = 1L;

    private final transient JournalWatch journal;

    JournaledTransactions(ConnectionFactory connections, JournalWatch journal) {
        super(connections);
        this.journal = journal;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        Integer before = journal.changes();
        super.doBegin(transaction, definition);
        TransactionSynchronizationManager.bindResource(journal, before);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        super.doCommit(status);
        if (TransactionSynchronizationManager.getResource(journal) instanceof Integer before) {
            journal.requireNoneSince(before);
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        TransactionSynchronizationManager.unbindResource(journal);
        super.doCleanupAfterCompletion(transaction);
    }
}
