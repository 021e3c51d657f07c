package org.barscancel.answer;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a requester hears about one cancellation. Its JSON form is public, field by field; what is not known is left
 * out. It never holds an NHS number (R23).
 *
 * @param cancellationId the cancellation's own id
 * @param correlationId the conversation it belongs to (R18)
 * @param requestId the requester's own id, when there is one
 * @param appointmentId absent when the request named none that could be read
 * @param requestedStatus absent when the request named none that could be read (R3)
 * @param outcome how the provider leg stands
 * @param registry how the registry leg stands
 * @param pointers how many pointers were dealt with, 0 or more; only when the registry leg succeeded (R13)
 * @param change what of the appointment was changed, or in a dry run would be; absent when nothing was, or it is not known
 * @param problem only when a leg is rejected or parked
 * @param discarded by whom what stopped was dealt with; only when it was
 * @param receivedAt when the request first arrived
 * @param finishedAt when the last leg ended; only when the result is final
 * @param attempts how often each far side was asked
 * @param source where the request came from
 * @param dryRun true when nothing of it is written to a far side; absent otherwise
 * @param simulated true when a simulator played the far sides; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "cancellationId",
    "correlationId",
    "requestId",
    "appointmentId",
    "requestedStatus",
    "outcome",
    "registry",
    "pointers",
    "change",
    "problem",
    "discarded",
    "receivedAt",
    "finishedAt",
    "attempts",
    "source",
    "dryRun",
    "simulated"
})
public record CancellationResult(
        UUID cancellationId,
        UUID correlationId,
        @Nullable String requestId,
        @Nullable String appointmentId,
        @Nullable TargetStatus requestedStatus,
        ProviderOutcome outcome,
        RegistryOutcome registry,
        @Nullable Integer pointers,
        @Nullable List<Change> change,
        @Nullable Trouble problem,
        @Nullable Discarded discarded,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant receivedAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant finishedAt,
        Attempts attempts,
        Origin source,
        @Nullable Boolean dryRun,
        @Nullable Boolean simulated) {

    /** Copies the list. */
    public CancellationResult {
        change = change == null ? null : List.copyOf(change);
    }

    /** The same result for another arrival of the same request. */
    public CancellationResult from(Source other) {
        return new CancellationResult(
                cancellationId,
                correlationId,
                requestId,
                appointmentId,
                requestedStatus,
                outcome,
                registry,
                pointers,
                change,
                problem,
                discarded,
                receivedAt,
                finishedAt,
                attempts,
                Origin.of(other),
                dryRun,
                simulated);
    }

    /** Whether nothing of it is written to a far side: it must never be told as if it had been carried out. */
    @JsonIgnore
    public boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /**
     * What stopped a leg.
     *
     * @param code what kind of problem it is
     * @param leg which leg it stopped
     * @param message one or two sentences for a person
     * @param nextAction one sentence that says what to do
     */
    @JsonPropertyOrder({"code", "leg", "message", "nextAction"})
    public record Trouble(ProblemCode code, Leg leg, String message, String nextAction) {
        /** A problem as the trouble of a leg. */
        public static Trouble of(Problem problem, Leg leg) {
            return new Trouble(problem.code(), leg, problem.message(), problem.nextAction());
        }
    }

    /**
     * A person has dealt with what stopped; it waits for nobody any more.
     *
     * @param at when that was said
     * @param by who said it; absent when nobody is known by name
     * @param note what they said about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"at", "by", "note"})
    public record Discarded(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, @Nullable String by, String note) {}

    /**
     * How often each far side was asked.
     *
     * @param provider attempts of the provider leg, from 0
     * @param registry attempts of the registry leg, from 0
     */
    @JsonPropertyOrder({"provider", "registry"})
    public record Attempts(int provider, int registry) {}

    /**
     * A source as it is published: without what is not known.
     *
     * @param channel {@code file}, {@code queue}, {@code mllp}, {@code http} or {@code console}
     * @param name the file's name, when it was a file
     * @param row the row in its file or list, from 1
     * @param requester who asked, as the channel knows it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"channel", "name", "row", "requester"})
    public record Origin(String channel, @Nullable String name, @Nullable Integer row, @Nullable String requester) {
        /** The published form of a source. */
        public static Origin of(Source source) {
            return new Origin(source.channel(), source.name(), source.row(), source.requester());
        }
    }
}
