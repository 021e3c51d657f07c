package org.barscancel.ledger;

import java.util.HashMap;
import java.util.HashSet;
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
import org.barscancel.request.MessageOrigin;

/**
 * Who is to be answered after some news. An end that those who asked have not been told of answers all of them; an
 * arrival after it answers the one who came. The same news again give the same answers.
 *
 * @param replies by cancellation, in the order of the news
 * @param origins the HL7 v2 messages that asked, by cancellation
 * @param ended those whose end is among the news, whether or not it is to be told
 * @param alone the acceptances that came after their end, and are answered for themselves
 */
record Answers(
        Map<UUID, Set<ReplyTo>> replies, Map<UUID, Set<MessageOrigin>> origins, Set<UUID> ended, Set<UUID> alone) {

    /**
     * Works out who is to be answered.
     *
     * @param kept what was known before the news
     * @param fresh what of the news was not known, by cancellation
     * @param histories all that is known now, of each cancellation in the news
     * @param states the same in short
     */
    static Answers due(
            List<Event> news,
            EventTable.Kept kept,
            Map<UUID, List<Event.OfCancellation>> fresh,
            Map<UUID, History> histories,
            Map<UUID, CancellationState> states) {
        Answers answers =
                new Answers(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashSet<>(), new HashSet<>(kept.alone()));
        fresh.forEach((id, added) -> answers.stand(added, Objects.requireNonNull(states.get(id))));
        for (Event event : news) {
            if (event instanceof Event.OfCancellation one) {
                CancellationState state = Objects.requireNonNull(states.get(one.cancellationId()));
                if (state.isFinal()) {
                    answers.add(one, state, Objects.requireNonNull(histories.get(one.cancellationId())));
                }
            }
        }
        return answers;
    }

    List<Settled> settled(ResultRows results) {
        Map<UUID, CancellationResult> byId = new HashMap<>();
        results.of(replies.keySet()).forEach(result -> byId.put(result.cancellationId(), result));
        return replies.entrySet().stream()
                .map(entry -> new Settled(
                        Objects.requireNonNull(byId.get(entry.getKey())),
                        List.copyOf(entry.getValue()),
                        List.copyOf(origins.getOrDefault(entry.getKey(), Set.of()))))
                .toList();
    }

    /** What came when all had been told, and brings nothing more to tell, stands alone. */
    private void stand(List<Event.OfCancellation> added, CancellationState state) {
        boolean news = added.stream()
                .anyMatch(event -> event.eventId().equals(state.told().by()));
        if (state.isFinal() && !news) {
            added.stream()
                    .filter(Accepted.class::isInstance)
                    .map(Event::eventId)
                    .forEach(alone::add);
        }
    }

    private void add(Event.OfCancellation event, CancellationState state, History history) {
        if ((event instanceof Event.ProviderEnded || event instanceof Event.RegistryEnded) && !history.isEcho(event)) {
            ended.add(event.cancellationId());
        }
        if (event.eventId().equals(state.told().by())) {
            replies.computeIfAbsent(event.cancellationId(), id -> new LinkedHashSet<>());
            history.accepted().forEach(this::add);
        } else if (event instanceof Accepted accepted && alone.contains(event.eventId())) {
            add(accepted);
        }
    }

    private void add(Accepted accepted) {
        Set<ReplyTo> own = replies.computeIfAbsent(accepted.cancellationId(), id -> new LinkedHashSet<>());
        ReplyTo replyTo = accepted.replyTo();
        if (replyTo != null) {
            own.add(replyTo);
        }
        MessageOrigin origin = accepted.origin();
        if (origin != null) {
            origins.computeIfAbsent(accepted.cancellationId(), id -> new LinkedHashSet<>())
                    .add(origin);
        }
    }
}
