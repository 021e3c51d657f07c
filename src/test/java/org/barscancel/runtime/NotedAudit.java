package org.barscancel.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;

/** Keeps what is recorded in memory, or cannot be written to. */
public final class NotedAudit implements Audit {
    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    public List<AuditEntry> entries() {
        return entries;
    }

    public void fail() {
        failing = true;
    }

    @Override
    public void note(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public void require(AuditEntry entry) throws AuditUnavailableException {
        if (failing) {
            throw new AuditUnavailableException(new java.io.IOException("No space left on device"));
        }
        entries.add(entry);
    }
}
