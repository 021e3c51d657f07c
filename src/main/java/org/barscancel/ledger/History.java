package org.barscancel.ledger;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static org.barscancel.ledger.Ends.FIRST;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.Event.Discarded;
import org.barscancel.cancellation.Event.Found;
import org.barscancel.cancellation.Event.ProviderEnded;
import org.barscancel.cancellation.Event.RegistryEnded;
import org.barscancel.cancellation.Event.Replayed;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one cancellation. How it stands follows from the set of its events alone, so the order in which
 * they arrive does not matter:
 *
 * <ul>
 *   <li>A leg's success outranks everything, for ever, and {@code done} outranks {@code already-done}: the second run
 *       of a message finds what the first one did.
 *   <li>Otherwise the latest generation counts, and in it rejected before parked before pending. An acceptance or a
 *       replay of a later generation puts a leg that has not succeeded back to pending.
 *   <li>The registry leg is skipped when the provider leg failed, whether or not an event says so. A skip that goes with
 *       a failed run says nothing about other runs.
 * </ul>
 */
final class History {
    private final List<Accepted> accepted;
    private final List<Found> found;
    private final Ends ends;
    private final List<Discarded> discards;
    private final int generation;
    /** The latest generation that was begun from outside, by a request or a replay. */
    private final int lastStart;

    History(Collection<? extends Event.OfCancellation> events) {
        accepted = only(Accepted.class, events);
        found = only(Found.class, events);
        discards = only(Discarded.class, events);
        lastStart = events.stream()
                .filter(event -> event instanceof Accepted || event instanceof Replayed)
                .mapToInt(Event.OfCancellation::generation)
                .max()
                .orElse(0);
        ends = new Ends(events, lastStart);
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

    /** The appointment: as the request names it, else as the last run that looked for it has found it. */
    Optional<String> appointmentId() {
        return facts().map(Accepted::appointmentId).or(() -> found.stream()
                .max(comparingInt(Found::generation).thenComparing(FIRST))
                .map(Found::appointmentId));
    }

    LegState<ProviderOutcome> provider() {
        return ends.providerSuccess()
                .or(() -> ends.providerFailure().filter(end -> end.generation() >= lastStart))
                .map(end -> new LegState<>(
                        end.outcome(), end.attempts(), Ends.failed(end) ? end.problem() : null, end.at()))
                .orElse(new LegState<>(ProviderOutcome.PENDING, 0, null, null));
    }

    LegState<RegistryOutcome> registry() {
        Optional<RegistryEnded> success = ends.registrySuccess();
        if (success.isPresent()) {
            return ended(success.get());
        }
        return switch (provider().outcome()) {
            case PENDING -> pending();
            case REJECTED, PARKED ->
                new LegState<>(RegistryOutcome.SKIPPED, 0, null, provider().endedAt());
            case DONE, ALREADY_DONE, WOULD_CANCEL ->
                ends.registryFailure().filter(ends::stands).map(History::ended).orElseGet(History::pending);
        };
    }

    /** How many pointers were dealt with; null unless the registry leg succeeded. */
    @Nullable
    Integer pointers() {
        return ends.registrySuccess().map(RegistryEnded::pointers).orElse(null);
    }

    /** What of the appointment was changed, or in a dry run would be; empty when nothing was, or it is not known. */
    List<Change> changes() {
        return ends.providerSuccess().map(ProviderEnded::change).orElse(List.of());
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

    /**
     * The end as far as those who asked are to hear of it: however often a success is told of, it is the same, and a
     * failure is another one after each start from outside. Null while the result is not final.
     */
    @Nullable
    String verdict() {
        if (finishedAt() == null) {
            return null;
        }
        LegState<ProviderOutcome> provider = provider();
        LegState<RegistryOutcome> registry = registry();
        if (provider.outcome().succeeded() && registry.outcome() != RegistryOutcome.PARKED) {
            return "well";
        }
        Problem problem = provider.problem() != null ? provider.problem() : registry.problem();
        return String.join(
                "/",
                Codes.of(provider.outcome()),
                Codes.of(registry.outcome()),
                problem == null ? "" : Codes.of(problem.code()),
                Integer.toString(lastStart));
    }

    /**
     * The latest moment told of, when nothing is left to do: both legs have ended well, and no run stopped, or is on
     * its way, under a later generation than the one that ended well; or a person has dealt with what stopped last. Null
     * while anything is open.
     *
     * @param latest the highest generation known, waits included
     */
    @Nullable
    Instant settledAt(int latest) {
        Discarded discarded = discarded();
        if (discarded != null) {
            return discarded.generation() >= latest ? discarded.at() : null;
        }
        boolean endedWell = finishedAt() != null
                && provider().outcome().succeeded()
                && registry().outcome() != RegistryOutcome.PARKED
                && ends.endedWell(latest);
        return endedWell
                ? Stream.of(accepted.stream(), found.stream(), ends.all())
                        .flatMap(events -> events)
                        .map(Event::at)
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }

    /**
     * Which person has dealt with the leg that stopped, the first one to do so; null while it runs, has ended well, or
     * waits for somebody. One that stopped again, under a later generation, waits anew.
     */
    @Nullable
    Discarded discarded() {
        if (finishedAt() == null) {
            return null;
        }
        if (!provider().outcome().succeeded()) {
            return ends.providerFailure()
                    .map(end -> discarded(Leg.PROVIDER, end))
                    .orElse(null);
        }
        return registry().outcome() == RegistryOutcome.PARKED
                ? ends.registryFailure()
                        .map(end -> discarded(Leg.REGISTRY, end))
                        .orElse(null)
                : null;
    }

    private @Nullable Discarded discarded(Leg leg, Event.OfCancellation end) {
        return discards.stream()
                .filter(one -> one.leg() == leg && one.generation() >= end.generation())
                .max(FIRST)
                .orElse(null);
    }

    /** Whether an event is a mere echo of its run's failed provider leg, which has told all there is to tell. */
    boolean isEcho(Event event) {
        return ends.isEcho(event);
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

    static <T> List<T> only(Class<T> type, Collection<? extends Event.OfCancellation> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
