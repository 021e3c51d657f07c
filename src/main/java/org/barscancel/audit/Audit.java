package org.barscancel.audit;

/** Where it is recorded who did what. */
public interface Audit {
    /** Records what goes on whether or not it can be recorded; what cannot is counted. */
    void note(AuditEntry entry);

    /**
     * Records what may not be done unrecorded; it is on disk on return.
     *
     * @throws AuditUnavailableException when it cannot be written: it must not be done then
     */
    void require(AuditEntry entry) throws AuditUnavailableException;
}
