package org.barscancel.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Counts what would be committed at the broker. */
public final class RecordedTransactions extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1L;

    public final transient AtomicInteger commitFailures = new AtomicInteger();
    public final transient AtomicInteger commits = new AtomicInteger();
    public final transient AtomicInteger rollbacks = new AtomicInteger();

    @Override
    protected Object doGetTransaction() {
        return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        // Nothing to begin.
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (commitFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TransactionSystemException("The journal cannot be written");
        }
        commits.incrementAndGet();
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        rollbacks.incrementAndGet();
    }
}
