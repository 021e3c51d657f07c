package org.barscancel.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What needs a person, as it is seen at one look.
 *
 * @param reason what it is
 * @param since when it began, as far as is known
 * @param count how many, 0 or more
 */
public record Trouble(Reason reason, Instant since, long count) {
    /** What several looks see as one, by reason: since the first of them, and the greatest count, since all may see the same. */
    public static Map<String, Trouble> merged(Collection<Trouble> seen) {
        Map<String, Trouble> merged = new TreeMap<>();
        seen.forEach(trouble -> merged.merge(trouble.reason().code(), trouble, Trouble::with));
        return merged;
    }

    private Trouble with(Trouble other) {
        return new Trouble(reason, since.isBefore(other.since) ? since : other.since, Math.max(count, other.count));
    }
}
