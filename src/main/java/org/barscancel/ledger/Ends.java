package org.barscancel.ledger;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.reverseOrder;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Event.ProviderEnded;
import org.barscancel.cancellation.Event.RegistryEnded;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;

/**
 * The ends of both legs that were told of, and which of them counts: of the successes the best, as it was told first; of the
 * failures that of the latest generation. A skip that is a mere echo of a failed provider leg counts for nothing.
 */
final class Ends {
    /** Of two events that say the same, the first one tells when it happened. */
    static final Comparator<Event> FIRST =
            comparing(Event::at, reverseOrder()).thenComparing(Event::eventId, reverseOrder());

    private static final Comparator<Event> LAST = comparing(Event::at).thenComparing(Event::eventId);

    private final List<ProviderEnded> providerEnds;
    private final List<RegistryEnded> registryEnds;
    /** The latest generation that was begun from outside, by a request or a replay. */
    private final int lastStart;

    Ends(Collection<? extends Event.OfCancellation> events, int lastStart) {
        this.providerEnds = History.only(ProviderEnded.class, events);
        this.registryEnds = History.only(RegistryEnded.class, events);
        this.lastStart = lastStart;
    }

    /** All of them, in no order. */
    Stream<Event> all() {
        return Stream.concat(providerEnds.stream(), registryEnds.stream());
    }

    /** Whether the run of that generation came to its end, and well: the registry was dealt with, or had no need to be. */
    boolean endedWell(int generation) {
        return registryEnds.stream().filter(this::endsWell).anyMatch(end -> end.generation() == generation);
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

    Optional<ProviderEnded> providerSuccess() {
        return providerEnds.stream()
                .filter(end -> end.outcome().succeeded())
                .reduce(greatest(comparing(ProviderEnded::outcome).thenComparing(FIRST)));
    }

    Optional<ProviderEnded> providerFailure() {
        return providerEnds.stream()
                .filter(Ends::failed)
                .reduce(greatest(comparingInt(ProviderEnded::generation)
                        .thenComparing(ProviderEnded::outcome, comparingInt(Ends::rank))
                        .thenComparing(LAST)));
    }

    Optional<RegistryEnded> registrySuccess() {
        return registryEnds.stream()
                .filter(end -> end.outcome().succeeded())
                .reduce(greatest(comparing(RegistryEnded::outcome).thenComparing(FIRST)));
    }

    /** Parked, or skipped for want of a registry action: the later of them, and parked before skipped. */
    Optional<RegistryEnded> registryFailure() {
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
    boolean stands(RegistryEnded end) {
        return end.outcome() == RegistryOutcome.SKIPPED
                || end.generation() >= lastStart
                || (providerEnds.stream().anyMatch(run -> run.generation() >= lastStart && failed(run))
                        && providerEnds.stream()
                                .noneMatch(run -> run.generation() >= lastStart
                                        && run.outcome().succeeded()));
    }

    static boolean failed(ProviderEnded end) {
        return end.outcome() == ProviderOutcome.REJECTED || end.outcome() == ProviderOutcome.PARKED;
    }

    private static int rank(ProviderOutcome outcome) {
        return outcome == ProviderOutcome.REJECTED ? 1 : 0;
    }

    private boolean endsWell(RegistryEnded end) {
        return end.outcome().succeeded() || (end.outcome() == RegistryOutcome.SKIPPED && !isEcho(end));
    }

    private static <T> BinaryOperator<T> greatest(Comparator<? super T> order) {
        return BinaryOperator.maxBy(order);
    }
}
