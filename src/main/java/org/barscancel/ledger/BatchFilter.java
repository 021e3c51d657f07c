package org.barscancel.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which files and lists are asked for; what is null does not matter.
 *
 * @param requester exactly this one
 * @param complete whether every request of it has ended
 * @param from taken at this moment or later
 * @param to taken before this moment
 */
public record BatchFilter(
        @Nullable String requester, @Nullable Boolean complete, @Nullable Instant from, @Nullable Instant to) {}
