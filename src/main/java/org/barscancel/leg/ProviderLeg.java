package org.barscancel.leg;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.barscancel.appointment.AppointmentReader;
import org.barscancel.appointment.AppointmentReading;
import org.barscancel.appointment.CancellationRules;
import org.barscancel.appointment.Decision;
import org.barscancel.appointment.PatientAnswers;
import org.barscancel.appointment.PatientEvidence;
import org.barscancel.appointment.PatientQuestion;
import org.barscancel.appointment.ReadAppointment;
import org.barscancel.appointment.UnreadableAppointment;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.NhsNumber;

/**
 * The provider leg: reads first, decides, writes, confirms (R1 to R10). Every run starts with a read, so a run that is
 * repeated after a crash, a time-out or a claim of {@code duplicate} finds out by itself what happened.
 *
 * <p>The route calls {@link #decide}, when asked {@link #decideWithPatient} or {@link #decideWithSearch}, and after a
 * PUT {@link #conclude}.
 */
public final class ProviderLeg {
    /** So often the appointment may change between read and write (R7). */
    private static final int MOST_CONFLICTS = 5;

    private final CancellationRules rules;
    private final Confirmation confirmation;
    private final Unsettled unsettled;
    private final Predicate<Cancellation> registryFollows;
    private final Clock clock;

    /**
     * Sets up the leg.
     *
     * @param rules decide what may be cancelled
     * @param confirmation decides whether a PUT's answer confirms it
     * @param unsettled decides what follows an answer that settles nothing
     * @param registryFollows whether there is anything for the registry leg to do (R11)
     * @param clock tells when attempts are made
     */
    public ProviderLeg(
            CancellationRules rules,
            Confirmation confirmation,
            Unsettled unsettled,
            Predicate<Cancellation> registryFollows,
            Clock clock) {
        this.rules = rules;
        this.confirmation = confirmation;
        this.unsettled = unsettled;
        this.registryFollows = registryFollows;
        this.clock = clock;
    }

    /** Judges the answer to the read of the appointment. */
    public ProviderStep decide(Cancellation cancellation, Answer answer) {
        if (!(answer instanceof Answer.Success success)) {
            return new ProviderStep.Ended(unsettled(cancellation, answer));
        }
        AppointmentReading reading =
                AppointmentReader.read(success.body(), cancellation.appointmentId(), success.etag());
        if (reading instanceof UnreadableAppointment unreadable) {
            return new ProviderStep.Ended(park(
                    cancellation,
                    ProblemCode.INVALID_ANSWER,
                    "The provider's answer to the read is not the appointment: " + unreadable.why() + "."));
        }
        return decide(cancellation, (ReadAppointment) reading, PatientEvidence.NOT_ASKED);
    }

    /** Judges the answer to the read of the Patient (R8). */
    public ProviderStep decideWithPatient(ProviderStep.AskPatient ask, Answer answer) {
        if (answer instanceof Answer.Success success) {
            return decide(
                    ask.cancellation(),
                    ask.appointment(),
                    PatientAnswers.fromPatient(success.body(), ask.question().patientId(), asked(ask.cancellation())));
        }
        return unsettled.settlesNothingForGood(answer)
                ? decide(ask.cancellation(), ask.appointment(), PatientEvidence.READ_FAILED)
                : new ProviderStep.Ended(unsettled(ask.cancellation(), answer));
    }

    /** Judges the patient's appointments (R8). */
    public ProviderStep decideWithSearch(ProviderStep.AskAppointments ask, Search search) {
        Answer failure = search.failure();
        if (failure == null) {
            return decide(
                    ask.cancellation(),
                    ask.appointment(),
                    PatientAnswers.fromSearch(
                            search.found(),
                            ask.cancellation().appointmentId(),
                            ask.question().nhsNumber()));
        }
        return unsettled.settlesNothingForGood(failure)
                ? decide(ask.cancellation(), ask.appointment(), PatientEvidence.UNVERIFIABLE)
                : new ProviderStep.Ended(unsettled(ask.cancellation(), failure));
    }

    /** Judges the answer to the PUT (R6, R7, R18). */
    public Verdict conclude(ProviderStep.Put put, Answer answer) {
        Cancellation cancellation = put.cancellation();
        ProviderProgress progress = cancellation.provider();
        if (answer instanceof Answer.Success success) {
            return confirmation.confirms(success, cancellation)
                    ? done(cancellation, ProviderOutcome.DONE)
                    : readAgain(cancellation, "The provider's answer does not show the change; it is read again.");
        }
        if (answer instanceof Answer.Duplicate) {
            return readAgain(cancellation, "The provider says it has had this message before; it is read again.");
        }
        if (answer instanceof Answer.Conflict conflict) {
            return conflict(cancellation.with(progress.conflicted()), conflict);
        }
        boolean mayHaveHappened = answer instanceof Answer.MaybeApplied || answer instanceof Answer.Unavailable;
        return unsettled(
                mayHaveHappened ? cancellation.with(progress.putMayHaveHappened(clock.instant())) : cancellation,
                answer);
    }

    private ProviderStep decide(Cancellation before, ReadAppointment appointment, PatientEvidence evidence) {
        Decision decision = rules.decide(before, appointment, evidence);
        if (decision instanceof Decision.Refuse refuse) {
            return new ProviderStep.Ended(new Verdict.Reject(
                    before.with(before.provider().ended(ProviderOutcome.REJECTED)), Leg.PROVIDER, refuse.problem()));
        }
        Cancellation cancellation = noted(before, appointment);
        if (decision instanceof Decision.AskPatient ask) {
            return ask.question() instanceof PatientQuestion.ReadPatient read
                    ? new ProviderStep.AskPatient(cancellation, appointment, read)
                    : new ProviderStep.AskAppointments(
                            cancellation, appointment, (PatientQuestion.SearchAppointments) ask.question());
        }
        if (decision instanceof Decision.AlreadyThere) {
            ProviderOutcome outcome =
                    cancellation.provider().putSent() ? ProviderOutcome.DONE : ProviderOutcome.ALREADY_DONE;
            return new ProviderStep.Ended(done(cancellation, outcome));
        }
        Decision.Cancel cancel = (Decision.Cancel) decision;
        Cancellation changing = cancellation.with(cancellation.provider().changing(cancel.changes()));
        return changing.isDryRun()
                ? new ProviderStep.Ended(done(changing, ProviderOutcome.WOULD_CANCEL))
                : put(changing, cancel);
    }

    /** With what the appointment shows. A reading that was refused is not noted: it may be of another booking. */
    private static Cancellation noted(Cancellation cancellation, ReadAppointment appointment) {
        ProviderProgress progress = cancellation.provider();
        return cancellation.with(progress.reading(
                new ProviderProgress.Facts(
                        appointment.shownNhsNumber().orElse(null),
                        appointment.patientId().orElse(null),
                        appointment.useCaseCategory().orElse(null)),
                progress.seen().reading(appointment.start().orElse(null), appointment.version())));
    }

    /** A claim that the read contradicts gets one more try under a new generation, then a person must look (R18). */
    private ProviderStep put(Cancellation cancellation, Decision.Cancel decision) {
        ProviderProgress progress = cancellation.provider();
        if (!progress.claimed()) {
            return new ProviderStep.Put(cancellation, decision);
        }
        if (progress.contradictions() > 0) {
            return new ProviderStep.Ended(park(
                    cancellation,
                    ProblemCode.UNCONFIRMED,
                    "The provider claims twice to have made the change, but the appointment does not show it."));
        }
        return new ProviderStep.Put(
                cancellation.with(progress.claimContradicted()).nextGeneration(), decision);
    }

    private Verdict conflict(Cancellation cancellation, Answer.Conflict conflict) {
        if (cancellation.provider().conflicts() > MOST_CONFLICTS) {
            return park(
                    cancellation,
                    ProblemCode.CONFLICT,
                    "The appointment changed " + cancellation.provider().conflicts()
                            + " times between reading and writing (" + conflict.what() + ").");
        }
        Optional<Duration> delay = cancellation.provider().conflicts() == 1
                ? Optional.of(Duration.ZERO)
                : unsettled.delay(cancellation.provider().conflicts(), clock.instant());
        return new Verdict.Again(
                cancellation,
                Leg.PROVIDER,
                delay.orElse(Duration.ZERO),
                "The appointment changed between reading and writing (" + conflict.what() + ").");
    }

    private Verdict readAgain(Cancellation cancellation, String why) {
        return new Verdict.Again(
                cancellation.with(cancellation.provider().changeClaimed(clock.instant())),
                Leg.PROVIDER,
                Duration.ZERO,
                why);
    }

    private Verdict done(Cancellation cancellation, ProviderOutcome outcome) {
        Cancellation ended = cancellation.with(cancellation.provider().ended(outcome));
        return registryFollows.test(cancellation)
                ? new Verdict.Proceed(ended)
                : new Verdict.Finished(ended, RegistryOutcome.SKIPPED, 0);
    }

    private Verdict unsettled(Cancellation cancellation, Answer answer) {
        return unsettled.provider(cancellation, answer);
    }

    private static Verdict park(Cancellation cancellation, ProblemCode code, String message) {
        return new Verdict.Park(
                cancellation.with(cancellation.provider().ended(ProviderOutcome.PARKED)),
                Leg.PROVIDER,
                new Problem(code, message));
    }

    private static NhsNumber asked(Cancellation cancellation) {
        NhsNumber asked = cancellation.request().nhsNumber();
        if (asked == null) {
            throw new IllegalStateException("No patient to ask for");
        }
        return asked;
    }
}
