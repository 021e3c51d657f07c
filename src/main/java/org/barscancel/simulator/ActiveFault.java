package org.barscancel.simulator;

import java.util.HashMap;
import java.util.Map;

/** A fault, and how often it was asked for and happened. */
final class ActiveFault {
    private final Fault fault;
    private final Map<String, Integer> fittingByKind = new HashMap<>();
    private int fitting;
    private int happened;

    ActiveFault(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** Whether it strikes this call, which then counts. */
    synchronized boolean strikes(RecordedCall call) {
        if (!fault.match().fits(call)) {
            return false;
        }
        fitting++;
        int ofItsKind = fault.match().countsKinds() ? fittingByKind.merge(FaultMatch.kind(call), 1, Integer::sum) : 0;
        boolean due = fault.match().isDue(fault.name(), call, fitting, ofItsKind);
        if (due) {
            happened++;
        }
        return due;
    }

    synchronized FaultCount count() {
        return new FaultCount(fault.name(), fitting, happened);
    }
}
