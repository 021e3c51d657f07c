package org.barscancel.cancellation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which booking the request has met so far; travels with the message, so that a request that was delayed or replayed
 * knows its booking again. A reading that was refused is not noted.
 *
 * @param read whether the appointment was read at all; the next two say nothing otherwise
 * @param start when it started, as it was last read; null when it had none
 * @param version its version, as it was last read: the ETag or {@code meta.versionId}, else {@code meta.lastUpdated}
 * @param putAt when a PUT of ours was last sent that may have reached the provider
 */
public record Seen(boolean read, @Nullable Instant start, @Nullable String version, @Nullable Instant putAt) {
    /** Nothing read, nothing sent. */
    public static final Seen NOTHING = new Seen(false, null, null, null);

    /** The appointment was read. */
    public Seen reading(@Nullable Instant itsStart, @Nullable String itsVersion) {
        return new Seen(true, itsStart, itsVersion, putAt);
    }

    /** A PUT was sent. */
    public Seen put(Instant at) {
        return new Seen(read, start, version, at);
    }
}
