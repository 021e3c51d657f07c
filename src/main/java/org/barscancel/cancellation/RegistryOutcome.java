package org.barscancel.cancellation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the registry leg stands. */
public enum RegistryOutcome {
    /** Not ended yet. */
    PENDING,
    /** Nothing to do: no registry action is configured, or the provider leg did not succeed. */
    SKIPPED,
    /** Ended for lack of time or by a wrong setting; replayable. */
    PARKED,
    /** There was no pointer to remove (R15). */
    ALREADY_ABSENT,
    /** A dry run found pointers that would get their final status. */
    WOULD_UPDATE,
    /** A dry run found pointers that would be deleted. */
    WOULD_REMOVE,
    /** Each pointer got its final status. */
    UPDATED,
    /** Each pointer was deleted. */
    REMOVED;

    /** The public spelling. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether no pointer to the appointment is left, or, in a dry run, would be left. */
    public boolean succeeded() {
        return switch (this) {
            case REMOVED, UPDATED, ALREADY_ABSENT, WOULD_REMOVE, WOULD_UPDATE -> true;
            case PENDING, SKIPPED, PARKED -> false;
        };
    }
}
