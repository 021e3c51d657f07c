package org.barscancel.reconciliation;

import java.util.List;
import org.barscancel.cancellation.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * What came of the comparison of one cancellation.
 *
 * @param recorded what the ledger says
 * @param asked whether the far sides were asked
 * @param findings what is not as it should be; empty when all three agree
 * @param repair the cancellation as its registry leg may run again, where the rules allow it (R17); else null
 * @param later why the comparison must be tried again; null when it has ended
 */
public record Compared(
        Recorded recorded,
        boolean asked,
        List<Finding> findings,
        @Nullable Cancellation repair,
        @Nullable Later later) {
    /** Copies the list. */
    public Compared {
        findings = List.copyOf(findings);
    }

    /** Why a comparison must be tried again. */
    public enum Later {
        /** The far side is paused, or its calls are capped: no call was made. */
        HELD_BACK,
        /** The far side did not settle it. */
        NO_ANSWER
    }

    /** Of a far side that did not answer, though it was asked several times. */
    public Compared givenUp() {
        return new Compared(
                recorded,
                true,
                List.of(Finding.of(
                        recorded, FindingKind.NOT_VERIFIABLE, "A far side did not answer, though it was asked again.")),
                null,
                null);
    }

    /** Without the cancellation, which may hold an NHS number (R23). */
    @Override
    public String toString() {
        return "Compared[" + recorded + "]";
    }
}
