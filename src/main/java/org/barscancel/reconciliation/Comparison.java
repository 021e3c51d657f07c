package org.barscancel.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.barscancel.appointment.AppointmentReader;
import org.barscancel.appointment.PatientAnswers;
import org.barscancel.appointment.ReadAppointment;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.leg.Search;
import org.barscancel.registry.PointerRules;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.FhirId;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * Compares what ledger, provider and registry say about one cancellation. Asks the far sides as the legs do (R1, R12,
 * R13, R16) and never writes.
 *
 * <p>The route calls {@link #begin}, then as it is told {@link #withAppointment}, {@link #withPatient} and
 * {@link #withPointers}.
 */
public final class Comparison {
    private static final String NO_NHS_NUMBER = "neither the appointment nor its Patient shows an NHS number";

    private final Function<Cancellation, Optional<PointerRules>> rules;
    private final UnaryOperator<Cancellation> addressed;
    private final Limits limits;
    private final Function<NhsNumber, String> hash;
    private final Judgement judgement;
    private final Clock clock;

    /**
     * When something has taken too long.
     *
     * @param pending a cancellation that has not ended, after its last sign of life
     * @param open one that was parked or rejected
     */
    public record Limits(Duration pending, Duration open) {}

    /**
     * Sets up comparisons.
     *
     * @param rules decide which pointers to a cancellation's appointment match, by its registry; empty where no registry
     *     action is configured (R11), and then the registry is not asked
     * @param addressed gives a cancellation the provider that it was, or would now be, for
     * @param judgement decides what is a finding
     * @param limits when something has taken too long
     * @param hash as the ledger hashes NHS numbers
     * @param clock tells how long something has taken
     */
    public Comparison(
            Function<Cancellation, Optional<PointerRules>> rules,
            UnaryOperator<Cancellation> addressed,
            Judgement judgement,
            Limits limits,
            Function<NhsNumber, String> hash,
            Clock clock) {
        this.rules = rules;
        this.addressed = addressed;
        this.judgement = judgement;
        this.limits = limits;
        this.hash = hash;
        this.clock = clock;
    }

    /** Looks at what the ledger says, and whether the far sides are to be asked. */
    public ComparisonStep begin(Recorded recorded) {
        List<Finding> findings = new ArrayList<>();
        Duration since = Duration.between(recorded.lastSignAt(), clock.instant());
        if (recorded.pending()) {
            if (since.compareTo(limits.pending()) > 0) {
                findings.add(Finding.of(
                        recorded,
                        FindingKind.ON_NO_QUEUE,
                        "The cancellation has not ended, and its last sign of life was at " + recorded.lastSignAt()
                                + "."));
            }
            return ended(recorded, findings);
        }
        if (recorded.open() && since.compareTo(limits.open()) > 0) {
            findings.add(Finding.of(
                    recorded,
                    FindingKind.OPEN_TOO_LONG,
                    "The provider leg is " + recorded.provider().code() + " and the registry leg is "
                            + recorded.registry().code() + " since " + recorded.lastSignAt() + "."));
        }
        return judgement.concerns(recorded)
                ? asked(recorded, findings)
                        .<ComparisonStep>map(ComparisonStep.AskProvider::new)
                        .orElseGet(() -> ended(recorded, findings))
                : ended(recorded, findings);
    }

    /** Looks at the appointment. */
    public ComparisonStep withAppointment(ComparisonStep.AskProvider ask, Answer answer) {
        if (!(answer instanceof Answer.Success success)) {
            return unanswered(ask.of(), answer, "The provider does not show the appointment");
        }
        String id = ask.of().cancellation().appointmentId();
        if (!(AppointmentReader.read(success.body(), id, success.etag()) instanceof ReadAppointment appointment)) {
            return notVerifiable(ask.of(), "The provider's answer is no readable Appointment.");
        }
        if (rules.apply(ask.of().cancellation()).isEmpty() || !judgement.needsPointers(appointment)) {
            return judged(ask.of(), appointment, null);
        }
        Optional<NhsNumber> shown = appointment.shownNhsNumber();
        if (shown.isPresent()) {
            return search(ask.of(), appointment, shown.get());
        }
        return appointment
                .patientId()
                .filter(FhirId::isValid)
                .<ComparisonStep>map(patient -> new ComparisonStep.AskPatient(ask.of(), appointment, patient))
                .orElseGet(() -> judged(ask.of(), appointment, new Pointers.Unknown(NO_NHS_NUMBER)));
    }

    /** Takes the NHS number from the Patient (R16). */
    public ComparisonStep withPatient(ComparisonStep.AskPatient ask, Answer answer) {
        if (answer instanceof Answer.Success success) {
            return PatientAnswers.nhsNumber(success.body(), ask.patientId())
                    .map(number -> search(ask.of(), ask.appointment(), number))
                    .orElseGet(() -> judged(ask.of(), ask.appointment(), new Pointers.Unknown(NO_NHS_NUMBER)));
        }
        return later(answer) != null
                ? unanswered(ask.of(), answer, "")
                : judged(ask.of(), ask.appointment(), new Pointers.Unknown(NO_NHS_NUMBER));
    }

    /** Counts the pointers to the appointment (R13). */
    public ComparisonStep withPointers(ComparisonStep.AskRegistry ask, Search search) {
        Answer failure = search.failure();
        if (failure != null) {
            return later(failure) != null
                    ? unanswered(ask.of(), failure, "")
                    : judged(
                            ask.of(),
                            ask.appointment(),
                            new Pointers.Unknown("the registry cannot be searched (" + failure.what() + ")"));
        }
        PointerRules ofRegistry = rules(ask.of());
        List<String> matches =
                ofRegistry.matches(search.found(), ask.of().cancellation().appointmentId(), ask.nhsNumber());
        return judged(
                ask.of(),
                ask.appointment(),
                new Pointers.Counted(matches.size(), ofRegistry.anyIsOurs(search.found(), matches), ask.nhsNumber()));
    }

    private PointerRules rules(ComparisonStep.Case of) {
        return rules.apply(of.cancellation()).orElseThrow();
    }

    private ComparisonStep search(ComparisonStep.Case of, ReadAppointment appointment, NhsNumber nhsNumber) {
        String asked = of.recorded().nhsNumberHash();
        if (asked != null && !asked.equals(hash.apply(nhsNumber))) {
            return judged(
                    of,
                    appointment,
                    new Pointers.Unknown("the appointment's patient is not the one that the request named, or the"
                            + " ledger's hash key was changed"));
        }
        return new ComparisonStep.AskRegistry(
                of,
                appointment,
                nhsNumber,
                Search.of("DocumentReference", rules(of).searchPath(nhsNumber)));
    }

    private ComparisonStep judged(ComparisonStep.Case of, ReadAppointment appointment, @Nullable Pointers pointers) {
        return new ComparisonStep.Ended(judgement.judge(of, appointment, pointers));
    }

    private static ComparisonStep unanswered(ComparisonStep.Case of, Answer answer, String what) {
        Compared.Later later = later(answer);
        return later == null
                ? notVerifiable(of, what + " (" + answer.what() + ").")
                : new ComparisonStep.Ended(new Compared(of.recorded(), true, of.findings(), null, later));
    }

    private static ComparisonStep notVerifiable(ComparisonStep.Case of, String what) {
        List<Finding> all = new ArrayList<>(of.findings());
        all.add(Finding.of(of.recorded(), FindingKind.NOT_VERIFIABLE, what));
        return new ComparisonStep.Ended(new Compared(of.recorded(), true, all, null, null));
    }

    private static Compared.@Nullable Later later(Answer answer) {
        if (answer instanceof Answer.HeldBack || answer instanceof Answer.TooManyRequests) {
            return Compared.Later.HELD_BACK;
        }
        return answer instanceof Answer.Unavailable
                        || answer instanceof Answer.NotSent
                        || answer instanceof Answer.MaybeApplied
                ? Compared.Later.NO_ANSWER
                : null;
    }

    private static ComparisonStep ended(Recorded recorded, List<Finding> findings) {
        return new ComparisonStep.Ended(new Compared(recorded, false, findings, null, null));
    }

    /** The cancellation as far as the ledger has it; empty when it names no appointment that could be asked for. */
    private Optional<ComparisonStep.Case> asked(Recorded recorded, List<Finding> findings) {
        String appointmentId = recorded.appointmentId();
        TargetStatus status = recorded.requestedStatus();
        if (appointmentId == null || status == null || !FhirId.isValid(appointmentId)) {
            return Optional.empty();
        }
        CancellationRequest request = new CancellationRequest(
                null, recorded.correlationId(), appointmentId, status, null, null, null, recorded.targetService());
        return Optional.of(new ComparisonStep.Case(
                recorded,
                findings,
                addressed.apply(new Cancellation(
                        recorded.cancellationId(),
                        recorded.correlationId(),
                        recorded.generation(),
                        recorded.receivedAt(),
                        recorded.receivedAt(),
                        request,
                        recorded.source(),
                        null,
                        ProviderProgress.NONE.endedAfter(recorded.provider()),
                        RegistryProgress.NONE))));
    }
}
