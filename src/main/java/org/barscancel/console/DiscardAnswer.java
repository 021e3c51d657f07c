package org.barscancel.console;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.UUID;

/**
 * What a call to discard has taken off the error channels.
 *
 * @param discarded how many messages, 0 or more
 * @param more whether the call stopped at its bound, so that there may be more that fit
 * @param cancellationIds whose they were, each once
 */
@JsonPropertyOrder({"discarded", "more", "cancellationIds"})
public record DiscardAnswer(int discarded, boolean more, List<UUID> cancellationIds) {
    /** Copies the list. */
    public DiscardAnswer {
        cancellationIds = List.copyOf(cancellationIds);
    }
}
