package org.barscancel.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to record.
 *
 * @param actor who
 * @param action what
 * @param on on what, by name, in this order: ids, numbers, names of settings. Never patient data
 */
public record AuditEntry(Actor actor, AuditAction action, Map<String, Object> on) {
    /** Copies the map and keeps its order. */
    public AuditEntry {
        on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
    }
}
