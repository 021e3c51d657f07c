package org.barscancel.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.barscancel.reconciliation.FindingKind;
import org.jspecify.annotations.Nullable;

/**
 * How a reconciliation stands.
 *
 * @param from of cancellations received at this moment or later
 * @param to and before this one
 * @param repair whether what may be repaired by itself is
 * @param askedAt when it was asked for
 * @param endedAt when it ended; null while it has not
 * @param lookedAt how many cancellations were looked at so far
 * @param compared for how many of these the far sides were asked
 * @param counts how many findings there are of each kind
 * @param repaired for how many the registry leg was put on its way again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "reconciliationId",
    "state",
    "from",
    "to",
    "repair",
    "askedAt",
    "endedAt",
    "lookedAt",
    "compared",
    "counts",
    "repaired"
})
public record ReconciliationReport(
        UUID reconciliationId,
        State state,
        Instant from,
        Instant to,
        boolean repair,
        Instant askedAt,
        @Nullable Instant endedAt,
        int lookedAt,
        int compared,
        Map<FindingKind, Integer> counts,
        int repaired) {
    /** Copies the counts. */
    public ReconciliationReport {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    ReconciliationReport with(Map<FindingKind, Integer> itsCounts, int itsRepaired) {
        return new ReconciliationReport(
                reconciliationId,
                state,
                from,
                to,
                repair,
                askedAt,
                endedAt,
                lookedAt,
                compared,
                itsCounts,
                itsRepaired);
    }

    /** Where it is. */
    public enum State {
        /** Asked for, and not begun. */
        WAITING,
        /** On its way. */
        RUNNING,
        /** At its end: everything of its period was looked at. */
        DONE,
        /** The program ended in the middle of it; what was found until then stands. Ask for another one. */
        BROKEN_OFF;

        /** The public spelling. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
