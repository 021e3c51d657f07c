package org.barscancel.console;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.UUID;

/**
 * What a call for replays has put back.
 *
 * @param replayed how many run again
 * @param more whether the call stopped at its bound, so that there may be more that fit
 * @param cancellationIds those that run again, in the order in which they stopped
 */
@JsonPropertyOrder({"replayed", "more", "cancellationIds"})
public record ReplayAnswer(int replayed, boolean more, List<UUID> cancellationIds) {
    /** Copies the list. */
    public ReplayAnswer {
        cancellationIds = List.copyOf(cancellationIds);
    }
}
