package org.barscancel.cancellation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the provider leg stands. */
public enum ProviderOutcome {
    /** Not ended yet. */
    PENDING,
    /** Ended for lack of time or by a wrong setting; replayable. */
    PARKED,
    /** Ended with an answer that will not change by itself. */
    REJECTED,
    /** A dry run found that the appointment may be cancelled. */
    WOULD_CANCEL,
    /** The appointment had the asked status when it was read (R9). */
    ALREADY_DONE,
    /** The appointment has the asked status because of this cancellation. */
    DONE;

    /** The public spelling. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the appointment has the status that was asked for, or, in a dry run, would have it. */
    public boolean succeeded() {
        return this == DONE || this == ALREADY_DONE || this == WOULD_CANCEL;
    }
}
