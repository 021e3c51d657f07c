package org.barscancel.reconciliation;

import org.barscancel.request.NhsNumber;

/** What the registry shows of an appointment. */
sealed interface Pointers {
    /**
     * So many pointers match (R13).
     *
     * @param ours whether one of them shows that it is ours (R14)
     */
    record Counted(int count, boolean ours, NhsNumber nhsNumber) implements Pointers {}

    /**
     * They cannot be searched for.
     *
     * @param why a part of a sentence
     */
    record Unknown(String why) implements Pointers {}
}
