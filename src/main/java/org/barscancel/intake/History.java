package org.barscancel.intake;

import java.util.Optional;
import java.util.UUID;

/** What is known of earlier arrivals of the same request. */
public interface History {
    /**
     * Looks for an earlier arrival.
     *
     * @return empty when there was none, or when nobody can tell at present: then the request runs, and reading first
     *     makes a second run harmless (R1, R9)
     */
    Optional<Past> find(UUID cancellationId);

    /**
     * An earlier arrival.
     *
     * @param generation its last series of attempts
     * @param endedWell whether both legs ended well
     * @param ended whether it ended at all
     */
    record Past(int generation, boolean endedWell, boolean ended) {}
}
