package org.barscancel.reconciliation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report. Holds nothing of a patient (R23).
 *
 * @param cancellationId which cancellation
 * @param appointmentId which appointment; null when the request named none
 * @param kind what sort of thing was found
 * @param what what was found, in a sentence; published codes only, never a far side's own text
 * @param nextAction what to do
 * @param repaired whether its registry leg was put on its way again
 */
public record Finding(
        UUID cancellationId,
        @Nullable String appointmentId,
        FindingKind kind,
        String what,
        String nextAction,
        boolean repaired) {

    static Finding of(Recorded recorded, FindingKind kind, String what) {
        return new Finding(recorded.cancellationId(), recorded.appointmentId(), kind, what, kind.nextAction(), false);
    }

    /** The same finding, of which something was repaired. */
    public Finding asRepaired() {
        return new Finding(
                cancellationId,
                appointmentId,
                kind,
                what,
                "Its registry leg runs again; look at bars.parked, and at the next reconciliation.",
                true);
    }
}
