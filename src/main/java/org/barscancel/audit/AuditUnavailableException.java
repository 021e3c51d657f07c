package org.barscancel.audit;

import java.io.IOException;

/** The audit trail cannot be written, so what must be recorded is not done. */
public final class AuditUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause why not */
    public AuditUnavailableException(Throwable cause) {
        super("The audit trail cannot be written", cause);
    }
}
