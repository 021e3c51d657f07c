package org.barscancel.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.barscancel.answer.ResultNames;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.ledger.BatchRowTable.Place;

/** Files of requests: what they hold, and whether every request of theirs has ended. */
final class Batches {
    private final BatchTable batches;
    private final BatchRowTable rows;
    private final ResultNames files;

    Batches(BatchTable batches, BatchRowTable rows, ResultNames files) {
        this.batches = batches;
        this.rows = rows;
        this.files = files;
    }

    /**
     * Takes in what the news tell of batches.
     *
     * @param states how the cancellations of the news now stand
     * @param ended those whose end is, perhaps once more, among the news
     * @return the batches whose files may have to be written
     */
    List<String> take(List<Event> news, Map<UUID, CancellationState> states, Set<UUID> ended) {
        List<Place> places = rows.of(states.keySet());
        List<Place> moved = new ArrayList<>();
        Set<String> touched = new TreeSet<>();
        for (Place place : places) {
            ProviderOutcome now = countedAs(place.cancellationId(), states);
            if (now != place.countedAs()) {
                moved.add(new Place(place.batchId(), place.row(), place.cancellationId(), now));
            }
            if (now != place.countedAs() || ended.contains(place.cancellationId())) {
                touched.add(place.batchId());
            }
        }
        Map<String, Map<Integer, Accepted>> arrivals = arrivals(news);
        touched.addAll(arrivals.keySet());
        touched.addAll(announced(news));
        batches.lock(touched);
        announce(news);
        rows.recount(moved);
        arrivals.forEach(
                (batch, byRow) -> rows.add(batch, byRow, accepted -> countedAs(accepted.cancellationId(), states)));
        touched.forEach(this::complete);
        return List.copyOf(touched);
    }

    private void complete(String batchId) {
        batches.find(batchId).ifPresent(batch -> {
            boolean complete = rows.allEnded(batchId, batch.size());
            if (complete || batch.complete()) {
                batches.completed(batchId, complete ? rows.lastEnd(batchId) : null);
            }
        });
    }

    private void announce(List<Event> news) {
        for (Event event : news) {
            if (event instanceof Event.BatchOpened opened) {
                batches.open(opened, files);
            } else if (event instanceof Event.FileRejected rejected) {
                batches.reject(rejected);
            }
        }
    }

    private static Collection<String> announced(List<Event> news) {
        Set<String> ids = new TreeSet<>();
        for (Event event : news) {
            if (event instanceof Event.BatchOpened opened) {
                ids.add(opened.batchId());
            } else if (event instanceof Event.FileRejected rejected) {
                ids.add(rejected.batchId());
            }
        }
        return ids;
    }

    /** The acceptances that name a place in a batch; a file of one request need not number it. */
    private static Map<String, Map<Integer, Accepted>> arrivals(List<Event> news) {
        Map<String, Map<Integer, Accepted>> arrivals = new TreeMap<>();
        for (Event event : news) {
            if (event instanceof Accepted accepted && accepted.batchId() != null) {
                Integer row = Objects.requireNonNullElse(accepted.source().row(), 1);
                arrivals.computeIfAbsent(accepted.batchId(), id -> new TreeMap<>())
                        .putIfAbsent(row, accepted);
            }
        }
        return arrivals;
    }

    private static ProviderOutcome countedAs(UUID cancellationId, Map<UUID, CancellationState> states) {
        CancellationState state = states.get(cancellationId);
        return state == null ? ProviderOutcome.PENDING : state.countedAs();
    }
}
