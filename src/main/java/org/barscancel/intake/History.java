package org.barscancel.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
     * @param appointmentId which appointment it is about, once that is known
     * @param receivedAt when it arrived, to the microsecond; null when that is not known
     */
    record Past(
            int generation,
            boolean endedWell,
            boolean ended,
            @Nullable String appointmentId,
            @Nullable Instant receivedAt) {
        /** An earlier arrival whose appointment is not known. */
        public Past(int generation, boolean endedWell, boolean ended) {
            this(generation, endedWell, ended, null, null);
        }
    }
}
