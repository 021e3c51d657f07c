package org.barscancel.ledger;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.Event.ProviderEnded;
import org.barscancel.cancellation.Event.RegistryEnded;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one cancellation. How it stands follows from the set of its events alone, so the order in which
 * they arrive does not matter:
 *
 * <ul>
 *   <li>A leg's success outranks everything, for ever, and {@code done} outranks {@code already-done}: the second run
 *       of a message finds what the first one did.
 *   <li>Otherwise the latest generation counts, and in it rejected before parked before pending. An acceptance of a
 *       later generation puts a leg that has not succeeded back to pending.
 *   <li>The registry leg is skipped when the provider leg failed, whether or not an event says so. A skip that goes with
 *       a failed run says nothing about other runs.
 * </ul>
 */
final class History {
    /** Of two events that say the same, the first one tells when it happened. */
    private static final Comparator<Event> FIRST =
            comparing(Event::at, reverseOrder()).thenComparing(Event::eventId, reverseOrder());

    private static final Comparator<Event> LAST = comparing(Event::at).thenComparing(Event::eventId);

    private final List<Accepted> accepted;
    private final List<ProviderEnded> providerEnds;
    private final List<RegistryEnded> registryEnds;
    private final int generation;

    History(Collection<? extends Event.OfCancellation> events) {
        accepted = only(Accepted.class, events);
        providerEnds = only(ProviderEnded.class, events);
        registryEnds = only(RegistryEnded.class, events);
        generation =
                events.stream().mapToInt(Event.OfCancellation::generation).max().orElse(0);
    }

    List<Accepted> accepted() {
        return accepted;
    }

    /** The highest generation any event tells of. */
    int generation() {
        return generation;
    }

    /** What was asked, by its first arrival. */
    Optional<Accepted> facts() {
        return accepted.stream()
                .min(comparing(Accepted::receivedAt).thenComparing(Accepted::at).thenComparing(Accepted::eventId));
    }

    LegState<ProviderOutcome> provider() {
        return providerSuccess()
                .or(() -> providerFailure().filter(end -> end.generation() >= lastStart()))
                .map(end -> new LegState<>(end.outcome(), end.attempts(), failed(end) ? end.problem() : null, end.at()))
                .orElse(new LegState<>(ProviderOutcome.PENDING, 0, null, null));
    }

    LegState<RegistryOutcome> registry() {
        Optional<RegistryEnded> success = registrySuccess();
        if (success.isPresent()) {
            return ended(success.get());
        }
        return switch (provider().outcome()) {
            case PENDING -> pending();
            case REJECTED, PARKED ->
                new LegState<>(RegistryOutcome.SKIPPED, 0, null, provider().endedAt());
            case DONE, ALREADY_DONE ->
                registryFailure().filter(this::stands).map(History::ended).orElseGet(History::pending);
        };
    }

    /** How many pointers were dealt with; null unless the registry leg succeeded. */
    @Nullable
    Integer pointers() {
        return registrySuccess().map(RegistryEnded::pointers).orElse(null);
    }

    /** When the last deciding event happened; null while a leg is pending, or what was asked is not known. */
    @Nullable
    Instant finishedAt() {
        Instant provider = provider().endedAt();
        Instant registry = registry().endedAt();
        if (accepted.isEmpty() || provider == null || registry == null) {
            return null;
        }
        return provider.isAfter(registry) || !provider().outcome().succeeded() ? provider : registry;
    }

    /** Whether an event is a mere echo of its run's failed provider leg, which has told all there is to tell. */
    boolean isEcho(Event event) {
        return event instanceof RegistryEnded end
                && end.outcome() == RegistryOutcome.SKIPPED
                && providerEnds.stream().anyMatch(run -> run.generation() == end.generation() && failed(run))
                && providerEnds.stream()
                        .noneMatch(run -> run.generation() == end.generation()
                                && run.outcome().succeeded());
    }

    private Optional<ProviderEnded> providerSuccess() {
        return providerEnds.stream()
                .filter(end -> end.outcome().succeeded())
                .reduce(greatest(comparing(ProviderEnded::outcome).thenComparing(FIRST)));
    }

    private Optional<ProviderEnded> providerFailure() {
        return providerEnds.stream()
                .filter(History::failed)
                .reduce(greatest(comparingInt(ProviderEnded::generation)
                        .thenComparing(ProviderEnded::outcome, comparingInt(History::rank))
                        .thenComparing(LAST)));
    }

    private Optional<RegistryEnded> registrySuccess() {
        return registryEnds.stream()
                .filter(end -> end.outcome().succeeded())
                .reduce(greatest(comparing(RegistryEnded::outcome).thenComparing(FIRST)));
    }

    /** Parked, or skipped for want of a registry action: the later of them, and parked before skipped. */
    private Optional<RegistryEnded> registryFailure() {
        return registryEnds.stream()
                .filter(end -> end.outcome() == RegistryOutcome.PARKED || end.outcome() == RegistryOutcome.SKIPPED)
                .filter(end -> !isEcho(end))
                .reduce(greatest(comparingInt(RegistryEnded::generation)
                        .thenComparing(RegistryEnded::outcome)
                        .thenComparing(LAST)));
    }

    /**
     * Whether a registry leg that did not succeed is still where it stopped. A skip is an end; a parked leg runs again
     * with a later start, unless that run ended before it came to the registry.
     */
    private boolean stands(RegistryEnded end) {
        return end.outcome() == RegistryOutcome.SKIPPED
                || end.generation() >= lastStart()
                || (providerEnds.stream().anyMatch(run -> run.generation() >= lastStart() && failed(run))
                        && providerEnds.stream()
                                .noneMatch(run -> run.generation() >= lastStart()
                                        && run.outcome().succeeded()));
    }

    private int lastStart() {
        return accepted.stream().mapToInt(Accepted::generation).max().orElse(0);
    }

    private static boolean failed(ProviderEnded end) {
        return end.outcome() == ProviderOutcome.REJECTED || end.outcome() == ProviderOutcome.PARKED;
    }

    private static int rank(ProviderOutcome outcome) {
        return outcome == ProviderOutcome.REJECTED ? 1 : 0;
    }

    private static LegState<RegistryOutcome> pending() {
        return new LegState<>(RegistryOutcome.PENDING, 0, null, null);
    }

    private static LegState<RegistryOutcome> ended(RegistryEnded end) {
        return new LegState<>(
                end.outcome(),
                end.attempts(),
                end.outcome() == RegistryOutcome.PARKED ? end.problem() : null,
                end.at());
    }

    private static <T> BinaryOperator<T> greatest(Comparator<? super T> order) {
        return BinaryOperator.maxBy(order);
    }

    private static <T> List<T> only(Class<T> type, Collection<? extends Event.OfCancellation> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
