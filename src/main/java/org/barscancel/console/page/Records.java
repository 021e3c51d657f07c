package org.barscancel.console.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.Callers;
import org.springframework.stereotype.Component;

/**
 * Records who looked at what. A page that brings itself up to date asks the same again and again: the same of the same
 * person is recorded once in five minutes.
 */
@Component
class Records {
    private static final Duration ONCE_IN = Duration.ofMinutes(5);
    private static final int MOST = 1_000;

    private final Audit audit;
    private final Cache<AuditEntry, Boolean> lately =
            Caffeine.newBuilder().expireAfterWrite(ONCE_IN).maximumSize(MOST).build();

    Records(Audit audit) {
        this.audit = audit;
    }

    /** A search; it is refused when it cannot be recorded. */
    void searched(HttpServletRequest call, Map<String, Object> what) throws AuditUnavailableException {
        AuditEntry entry = new AuditEntry(Callers.of(call), AuditAction.SEARCHED, what);
        if (lately.getIfPresent(entry) == null) {
            audit.require(entry);
            lately.put(entry, true);
        }
    }

    /** A search for a patient, which is recorded each time. */
    void searchedPatient(HttpServletRequest call, String nhsNumberHash) throws AuditUnavailableException {
        audit.require(new AuditEntry(
                Callers.of(call), AuditAction.SEARCHED, Map.of("by", "patient", "patientHash", nhsNumberHash)));
    }

    /** Something that may not be done unrecorded. */
    void require(HttpServletRequest call, AuditAction action, Map<String, Object> what)
            throws AuditUnavailableException {
        audit.require(new AuditEntry(Callers.of(call), action, what));
    }

    /** Somebody was shown results. */
    void read(HttpServletRequest call, String name, String id) {
        AuditEntry entry = new AuditEntry(Callers.of(call), AuditAction.READ, Map.of(name, id));
        if (lately.getIfPresent(entry) == null) {
            audit.note(entry);
            lately.put(entry, true);
        }
    }

    /** Something else that goes on whether or not it can be recorded. */
    void note(HttpServletRequest call, AuditAction action, Map<String, Object> what) {
        audit.note(new AuditEntry(Callers.of(call), action, what));
    }
}
