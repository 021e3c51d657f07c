package org.barscancel.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.ReplyTo;

/**
 * Who is to be answered after some news. An end answers all who asked; an arrival after the end answers the one who
 * came. The same news again give the same answers.
 *
 * @param replies by cancellation, in the order of the news
 * @param ended those whose end is among the news
 */
record Answers(Map<UUID, Set<ReplyTo>> replies, Set<UUID> ended) {

    static Answers due(List<Event> news, Map<UUID, History> histories, Map<UUID, CancellationState> states) {
        Answers answers = new Answers(new LinkedHashMap<>(), new LinkedHashSet<>());
        for (Event event : news) {
            if (event instanceof Event.OfCancellation one
                    && Objects.requireNonNull(states.get(one.cancellationId())).isFinal()) {
                answers.add(one, Objects.requireNonNull(histories.get(one.cancellationId())));
            }
        }
        return answers;
    }

    List<Settled> settled(ResultRows results) {
        Map<UUID, CancellationResult> byId = new HashMap<>();
        results.of(replies.keySet()).forEach(result -> byId.put(result.cancellationId(), result));
        return replies.entrySet().stream()
                .map(entry ->
                        new Settled(Objects.requireNonNull(byId.get(entry.getKey())), List.copyOf(entry.getValue())))
                .toList();
    }

    private void add(Event.OfCancellation event, History history) {
        if (event instanceof Accepted accepted) {
            add(accepted);
        } else if (!(event instanceof Event.Waiting) && !history.isEcho(event)) {
            ended.add(event.cancellationId());
            replies.computeIfAbsent(event.cancellationId(), id -> new LinkedHashSet<>());
            history.accepted().forEach(this::add);
        }
    }

    private void add(Accepted accepted) {
        Set<ReplyTo> own = replies.computeIfAbsent(accepted.cancellationId(), id -> new LinkedHashSet<>());
        ReplyTo replyTo = accepted.replyTo();
        if (replyTo != null) {
            own.add(replyTo);
        }
    }
}
