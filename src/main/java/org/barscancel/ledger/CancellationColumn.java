package org.barscancel.ledger;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.barscancel.cancellation.Event.Accepted;
import org.barscancel.cancellation.Event.Discarded;
import org.barscancel.problem.Problem;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a cancellation's row holds what.
 *
 * @param name the column
 * @param value what it holds
 */
record CancellationColumn(String name, Part<CancellationState> value) {
    private static final List<CancellationColumn> ALL = List.of(
            column("generation", CancellationState::generation),
            column("correlation_id", fact(Accepted::correlationId)),
            column("request_id", fact(facts -> Texts.fit(facts.requestId(), 255))),
            column("appointment_id", state -> Texts.fit(state.appointmentId(), 64)),
            column("requested_status", fact(facts -> Codes.ofNullable(facts.requestedStatus()))),
            column("reason_system", reason(Reason::system)),
            column("reason_code", reason(Reason::code)),
            column("reason_display", reason(Reason::display)),
            column("reason_text", reason(Reason::text)),
            column("nhs_hash", fact(facts -> Texts.fit(facts.nhsNumberHash(), 64))),
            column("channel", fact(facts -> Texts.fit(facts.source().channel(), Texts.CHANNEL))),
            column("source_name", fact(facts -> Texts.fit(facts.source().name(), Texts.WIDE))),
            column("source_row", fact(facts -> facts.source().row())),
            column("requester", fact(facts -> Texts.fit(facts.source().requester(), Texts.REQUESTER))),
            column("target_system", service(TargetService::system)),
            column("target_value", service(TargetService::value)),
            column("received_at", fact(facts -> Sql.time(facts.receivedAt()))),
            column("provider_outcome", state -> Codes.of(state.provider().outcome())),
            column("provider_attempts", state -> state.provider().attempts()),
            column("provider_problem_code", problem(CancellationState::provider, problem -> Codes.of(problem.code()))),
            column(
                    "provider_problem_message",
                    problem(CancellationState::provider, problem -> Texts.fit(problem.message()))),
            column(
                    "provider_problem_next_action",
                    problem(CancellationState::provider, problem -> Texts.fit(problem.nextAction()))),
            column("provider_ended_at", state -> Sql.time(state.provider().endedAt())),
            column("registry_outcome", state -> Codes.of(state.registry().outcome())),
            column("registry_attempts", state -> state.registry().attempts()),
            column("registry_problem_code", problem(CancellationState::registry, problem -> Codes.of(problem.code()))),
            column(
                    "registry_problem_message",
                    problem(CancellationState::registry, problem -> Texts.fit(problem.message()))),
            column(
                    "registry_problem_next_action",
                    problem(CancellationState::registry, problem -> Texts.fit(problem.nextAction()))),
            column("registry_ended_at", state -> Sql.time(state.registry().endedAt())),
            column("dry_run", state -> state.facts() != null && state.facts().dryRun()),
            column("changes", state -> EventJson.changes(state.changes())),
            column("pointers", CancellationState::pointers),
            column("waiting", CancellationState::waiting),
            column("waiting_generation", wait(LastWait::generation)),
            column("waiting_leg", wait(wait -> Codes.of(wait.leg()))),
            column("waiting_attempts", wait(LastWait::attempts)),
            column("waiting_until", wait(wait -> Sql.time(wait.until()))),
            column("waiting_why", wait(LastWait::why)),
            column("finished_at", state -> Sql.time(state.finishedAt())),
            column("settled_at", state -> Sql.time(state.settledAt())),
            column("discarded_at", discard(discarded -> Sql.time(discarded.at()))),
            column("discarded_by", discard(discarded -> Texts.fit(discarded.by(), Texts.REQUESTER))),
            column("discard_note", discard(discarded -> Texts.fit(discarded.note()))),
            column("told_verdict", state -> state.told().verdict()),
            column("told_by", state -> state.told().by()),
            column("cancellation_id", CancellationState::cancellationId));

    static final String INSERT = "INSERT INTO cancellation (" + String.join(", ", names()) + ") VALUES ("
            + String.join(", ", Collections.nCopies(ALL.size(), "?")) + ")";

    static final String UPDATE = "UPDATE cancellation SET "
            + names().stream().limit(ALL.size() - 1L).map(name -> name + " = ?").collect(Collectors.joining(", "))
            + " WHERE cancellation_id = ?";

    /** The values in the order of the columns, the key last. */
    static @Nullable Object[] values(CancellationState state) {
        return ALL.stream().map(column -> column.value.of(state)).toArray();
    }

    private static CancellationColumn column(String name, Part<CancellationState> value) {
        return new CancellationColumn(name, value);
    }

    private static List<String> names() {
        return ALL.stream().map(CancellationColumn::name).toList();
    }

    private static Part<CancellationState> fact(Part<Accepted> part) {
        return state -> state.facts() == null ? null : part.of(state.facts());
    }

    private static Part<CancellationState> reason(Part<Reason> part) {
        return fact(facts -> facts.reason() == null ? null : part.of(facts.reason()));
    }

    private static Part<CancellationState> service(Part<TargetService> part) {
        return fact(facts -> facts.targetService() == null ? null : part.of(facts.targetService()));
    }

    private static Part<CancellationState> discard(Part<Discarded> part) {
        return state -> state.discarded() == null ? null : part.of(state.discarded());
    }

    private static Part<CancellationState> wait(Part<LastWait> part) {
        return state -> state.lastWait() == null ? null : part.of(state.lastWait());
    }

    private static Part<CancellationState> problem(Function<CancellationState, LegState<?>> leg, Part<Problem> part) {
        return state -> {
            Problem problem = leg.apply(state).problem();
            return problem == null ? null : part.of(problem);
        };
    }

    /** One value out of a whole, if it has it. */
    @FunctionalInterface
    interface Part<T> {
        @Nullable
        Object of(T whole);
    }
}
