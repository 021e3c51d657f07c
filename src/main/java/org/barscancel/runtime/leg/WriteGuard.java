package org.barscancel.runtime.leg;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.runtime.circuit.HeldBackException;

/**
 * The last thing before a write: whatever was decided before, a dry run is not written, and in a program that only
 * rehearses nothing is.
 */
final class WriteGuard implements Processor {
    private final boolean dryRunOnly;
    private final Duration wait;

    /**
     * Sets up the guard.
     *
     * @param dryRunOnly whether the whole program only rehearses
     * @param wait how long what was accepted before, and is meant, waits before it is looked at again
     */
    WriteGuard(boolean dryRunOnly, Duration wait) {
        this.dryRunOnly = dryRunOnly;
        this.wait = wait;
    }

    /**
     * Lets a write pass.
     *
     * @throws IllegalStateException when it is of a dry run, or of nobody knows what: the program is at fault then
     * @throws HeldBackException when it is meant, and the program only rehearses: it waits until that is over
     */
    @Override
    public void process(Exchange exchange) throws HeldBackException {
        Cancellation cancellation = exchange.getVariable("cancellation", Cancellation.class);
        if (cancellation == null || cancellation.isDryRun()) {
            throw new IllegalStateException("A write of a dry run was stopped");
        }
        if (dryRunOnly) {
            throw new HeldBackException("the program only rehearses (bars.dry-run)", wait);
        }
    }
}
