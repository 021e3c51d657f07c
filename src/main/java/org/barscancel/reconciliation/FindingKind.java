package org.barscancel.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a reconciliation may find, and what is to be done about it. */
public enum FindingKind {
    /** The appointment is cancelled at the provider, and a pointer to it is still in the registry. */
    POINTER_LIVE("Ask for a reconciliation with repair, or replay the cancellation; if its pointer is another"
            + " organisation's, ask the custodian."),
    /** The appointment is booked at the provider, and the registry has no pointer to it. */
    POINTER_MISSING("Ask the provider whether the booking stands; if so, its pointer must be made again by its"
            + " owner. Nothing is repaired by itself: somebody may have booked anew."),
    /** The ledger says that the appointment was cancelled, and the provider shows another status. */
    NOT_CANCELLED("Ask the provider who changed the appointment. If it is to be cancelled all the same, send a new"
            + " request. Nothing is repaired by itself: somebody may have booked anew."),
    /** The ledger waits for the cancellation to end, and no queue holds it. */
    ON_NO_QUEUE("Look at bars.dead and at the broker; send the request again with the same requestId. Tell the"
            + " support of this program: this must never be."),
    /** A leg was parked or rejected, and nobody has dealt with it for long. */
    OPEN_TOO_LONG("Decide: replay it, send a corrected request, or close it with the requester."),
    /** What the far sides show does not allow a comparison. */
    NOT_VERIFIABLE("Look at the appointment and its pointers by hand, if it matters.");

    private final String nextAction;

    FindingKind(String nextAction) {
        this.nextAction = nextAction;
    }

    /** The public spelling. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One or two sentences that say what to do. */
    public String nextAction() {
        return nextAction;
    }
}
