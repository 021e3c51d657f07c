package org.barscancel.simulator;

import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * Stands between each FHIR call and its answer: the place for what the faults of {@link Simulator#addFaults} cannot say. It may wait, answer without asking the
 * server (nothing is applied), or ask the server and answer something else (applied, but the caller does not know).
 */
@FunctionalInterface
public interface Behaviour {
    /** Answers as the server does. */
    Behaviour FAITHFUL = (call, server) -> server.answer();

    /**
     * Answers a call.
     *
     * @param call what was received; its status is 0
     * @param server the server behind; asked at most once
     * @return what the caller gets
     * @throws ServletException as the server threw it
     * @throws IOException as the server threw it, or to break off: the call then stays in the record with status 0
     */
    SimulatedAnswer answer(RecordedCall call, Server server) throws ServletException, IOException;

    /** The server behind a call. */
    @FunctionalInterface
    interface Server {
        /**
         * Handles the call by the rules of the simulator.
         *
         * @return the whole answer, not sent yet
         * @throws ServletException when the server is broken
         * @throws IOException when the server is broken
         */
        SimulatedAnswer answer() throws ServletException, IOException;

        /** Names, for the record, the fault that struck the call. */
        default void struckBy(String fault) {}

        /** Remembers the ids of a write as if it had been applied, so that a repeat is a duplicate (R18). */
        default void storeIds() {}
    }
}
