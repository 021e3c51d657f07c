package org.barscancel.runtime.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.barscancel.answer.CancellationResult;
import org.barscancel.answer.CancellationResult.Trouble;
import org.barscancel.answer.Delivery;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.hl7.Hl7Notification;
import org.barscancel.ledger.Settled;
import org.barscancel.problem.Problem;
import org.barscancel.request.MessageOrigin;
import org.barscancel.request.TargetStatus;

/** Who is to be told a result elsewhere than on the queues, and what. */
public final class Deliveries {
    /** Where the id goes in the answer to a message that has none. */
    private static final String WITHOUT_PLACE = "SCH-1";

    private final Collection<Callback> callbacks;
    private final Set<String> feeds;

    /** @param feeds those that hear by MLLP how their requests ended */
    Deliveries(Collection<Callback> callbacks, Set<String> feeds) {
        this.callbacks = List.copyOf(callbacks);
        this.feeds = Set.copyOf(feeds);
    }

    /**
     * The deliveries of a result. The same result again gives the same ones.
     *
     * @param text the result as it is published
     */
    public List<Delivery> of(Settled settled, String text) {
        CancellationResult result = settled.result();
        // A requester knows nothing of what a person tries on the console, and may take it for its own.
        boolean unasked =
                result.isDryRun() && Source.CONSOLE.equals(result.source().channel());
        Stream<Delivery> posted = (unasked ? Stream.<Callback>empty() : callbacks.stream())
                .filter(callback -> callback.isFor(result.source().requester()))
                .map(callback -> Delivery.first(
                        callback.receiver(), Delivery.id(callback.receiver(), text), result.cancellationId(), text));
        // A message that says cancelled has no place to say that it was a dry run: its receiver would take it as meant.
        Stream<Delivery> sent = (result.isDryRun() ? Stream.<MessageOrigin>empty() : settled.origins().stream())
                .filter(origin -> feeds.contains(origin.feed()))
                .flatMap(origin -> message(origin, result, text).stream());
        return Stream.concat(posted, sent).toList();
    }

    private static Optional<Delivery> message(MessageOrigin origin, CancellationResult result, String text) {
        String receiver = Receivers.feed(origin.feed());
        UUID id = Delivery.id(
                receiver, origin.header(), String.valueOf(origin.place()), String.valueOf(origin.id()), text);
        Instant at = Objects.requireNonNullElse(result.finishedAt(), result.receivedAt());
        return content(origin, result, at, Hl7Notification.controlId(id.toString()))
                .map(bytes -> Delivery.first(
                        receiver, id, result.cancellationId(), new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private static Optional<byte[]> content(
            MessageOrigin origin, CancellationResult result, Instant at, String controlId) {
        Optional<Problem> problem = Optional.ofNullable(result.problem()).map(Deliveries::problem);
        if (!result.outcome().succeeded()) {
            return problem.map(why ->
                    Hl7Notification.notDone(origin, why, result.outcome() == ProviderOutcome.REJECTED, at, controlId));
        }
        TargetStatus status = result.requestedStatus();
        MessageOrigin booked = origin.place() == null || origin.id() == null ? withFound(origin, result) : origin;
        // Nothing succeeds before its appointment is known.
        return status == null || booked.id() == null
                ? Optional.empty()
                : Optional.of(Hl7Notification.done(booked, status, problem, at, controlId));
    }

    /** A message that said patient and start is told which appointment that was. */
    private static MessageOrigin withFound(MessageOrigin origin, CancellationResult result) {
        return new MessageOrigin(origin.feed(), origin.header(), WITHOUT_PLACE, result.appointmentId());
    }

    private static Problem problem(Trouble trouble) {
        return new Problem(trouble.code(), trouble.message(), trouble.nextAction());
    }
}
