package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.barscancel.audit.AuditUnavailableException;

/** Has dry runs made of what stopped. What stopped stays as it is and where it lies. */
public interface Rehearsing {
    /**
     * Tries one.
     *
     * @param cancellationId one that lies rejected or parked
     * @param press the same each time the same form is sent: it is done once
     * @param call who asks
     * @throws AuditUnavailableException when it cannot be recorded; nothing is done then
     */
    Answer one(UUID cancellationId, UUID press, HttpServletRequest call) throws AuditUnavailableException;

    /**
     * Tries a group, up to 500 of it, as a list.
     *
     * @param group which
     * @param press the same each time the same form is sent: it is done once
     * @param call who asks
     * @throws AuditUnavailableException when it cannot be recorded; nothing is done then
     */
    Answer group(Replaying.Group group, UUID press, HttpServletRequest call) throws AuditUnavailableException;

    /** What came of it. */
    sealed interface Answer {}

    /**
     * It is queued, or was so before.
     *
     * @param id of the dry run, or of the list of them
     */
    record Tried(String id) implements Answer {}

    /** None is left that could run. */
    record NothingLeft() implements Answer {}
}
