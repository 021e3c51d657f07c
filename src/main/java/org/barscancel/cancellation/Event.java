package org.barscancel.cancellation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.problem.Problem;
import org.barscancel.request.MessageOrigin;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told to the ledger. Events may arrive twice and out of order; an event's id is derived from
 * what it tells, so that the second copy is known. No event carries an NHS number.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.BatchOpened.class, name = "batch-opened"),
    @JsonSubTypes.Type(value = Event.FileRejected.class, name = "file-rejected"),
    @JsonSubTypes.Type(value = Event.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Event.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Event.Replayed.class, name = "replayed"),
    @JsonSubTypes.Type(value = Event.Discarded.class, name = "discarded"),
    @JsonSubTypes.Type(value = Event.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Event.ProviderEnded.class, name = "provider-ended"),
    @JsonSubTypes.Type(value = Event.RegistryEnded.class, name = "registry-ended")
})
public sealed interface Event {
    /** The event's own id, the same for each copy. */
    UUID eventId();

    /** When it happened. */
    Instant at();

    /** An event in the life of one cancellation. */
    sealed interface OfCancellation extends Event {
        /** Whose life. */
        UUID cancellationId();

        /** Which series of attempts, from 0; a later one overrides an earlier one that did not succeed. */
        int generation();
    }

    /**
     * A file, or a list by HTTP, was taken and holds so many requests.
     *
     * @param batchId the file's claim, or the list's own id
     * @param requester who asked; of a file the inbox's subfolder, with {@code /} between levels
     * @param name the file's name; null when it is no file, and then no result file is owed
     * @param many whether the answer is a list
     * @param size how many requests it holds
     * @param home where the file lies, and so who answers it; null when it is no file
     */
    record BatchOpened(
            UUID eventId,
            Instant at,
            String batchId,
            @Nullable String requester,
            @Nullable String name,
            boolean many,
            int size,
            @Nullable String home)
            implements Event {}

    /** A file could not be read at all. */
    record FileRejected(
            UUID eventId, Instant at, String batchId, @Nullable String requester, String name, Problem problem)
            implements Event {}

    /**
     * A request was durably queued, or refused at once, or came again after it had ended well. Each arrival of a repeat
     * has an event of its own, so that each is answered.
     *
     * @param appointmentId null when the request named none, or none that could be read
     * @param nhsNumberHash keyed hash for exact search
     * @param batchId the file it came in, with {@code source.row} as its place there
     * @param origin the HL7 v2 message it was, for whoever tells its sender how it ended
     * @param targetService the service that the request named, so that whoever asks later asks the same one (R19)
     * @param dryRun whether nothing of it is written to a far side
     */
    record Accepted(
            UUID eventId,
            Instant at,
            UUID cancellationId,
            int generation,
            UUID correlationId,
            @Nullable String requestId,
            @Nullable String appointmentId,
            @Nullable TargetStatus requestedStatus,
            @Nullable Reason reason,
            @Nullable String nhsNumberHash,
            Instant receivedAt,
            Source source,
            @Nullable String batchId,
            @Nullable ReplyTo replyTo,
            @Nullable MessageOrigin origin,
            @Nullable TargetService targetService,
            boolean dryRun)
            implements OfCancellation {}

    /** The appointment of a request that names no id was looked up. */
    record Found(UUID eventId, Instant at, UUID cancellationId, int generation, String appointmentId)
            implements OfCancellation {}

    /**
     * A leg that was rejected or parked was put back to run again.
     *
     * @param leg which one
     * @param by who asked; null while nobody is known by name
     */
    record Replayed(UUID eventId, Instant at, UUID cancellationId, int generation, Leg leg, @Nullable String by)
            implements OfCancellation {}

    /**
     * A leg that was rejected or parked was taken off the error channels by a person who has dealt with it.
     *
     * @param leg which one
     * @param by who; null while nobody is known by name
     * @param note what that person says about it
     */
    record Discarded(
            UUID eventId, Instant at, UUID cancellationId, int generation, Leg leg, @Nullable String by, String note)
            implements OfCancellation {}

    /** A leg waits before it tries again. */
    record Waiting(
            UUID eventId,
            Instant at,
            UUID cancellationId,
            int generation,
            Leg leg,
            int attempts,
            Instant until,
            String why)
            implements OfCancellation {}

    /**
     * The provider leg ended.
     *
     * @param change what of the appointment was changed, or in a dry run would be; empty when nothing was, or when it is
     *     not known
     */
    record ProviderEnded(
            UUID eventId,
            Instant at,
            UUID cancellationId,
            int generation,
            ProviderOutcome outcome,
            int attempts,
            @Nullable Problem problem,
            List<Change> change)
            implements OfCancellation {
        /** An event of an earlier version tells of no change. */
        public ProviderEnded {
            change = change == null ? List.of() : List.copyOf(change);
        }

        /** An end that changed nothing. */
        public ProviderEnded(
                UUID eventId,
                Instant at,
                UUID cancellationId,
                int generation,
                ProviderOutcome outcome,
                int attempts,
                @Nullable Problem problem) {
            this(eventId, at, cancellationId, generation, outcome, attempts, problem, List.of());
        }
    }

    /** The registry leg ended. */
    record RegistryEnded(
            UUID eventId,
            Instant at,
            UUID cancellationId,
            int generation,
            RegistryOutcome outcome,
            int attempts,
            int pointers,
            @Nullable Problem problem)
            implements OfCancellation {}
}
