package org.barscancel.ledger;

import java.util.List;

/**
 * What follows from events once they are in the ledger.
 *
 * @param settled the cancellations that have ended, each once; the same again when their events come again
 * @param touchedBatches the ids of the batches whose files may need to be written
 */
public record Projection(List<Settled> settled, List<String> touchedBatches) {
    /** Copies the lists. */
    public Projection {
        settled = List.copyOf(settled);
        touchedBatches = List.copyOf(touchedBatches);
    }
}
