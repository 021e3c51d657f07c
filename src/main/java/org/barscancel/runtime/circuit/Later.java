package org.barscancel.runtime.circuit;

import java.time.Duration;

/** Runs something after a while, one thing after the other. */
@FunctionalInterface
public interface Later {
    /**
     * Has a task run.
     *
     * @param delay zero: as soon as what was asked for before has run
     */
    void run(Duration delay, Runnable task);
}
