package org.barscancel.leg;

import java.util.Optional;
import java.util.function.Function;
import org.barscancel.appointment.AppointmentLookup;
import org.barscancel.bars.Answer;
import org.barscancel.bars.AppointmentSearch;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Candidates;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerLookup;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Subject;

/**
 * Finds the appointment of a request that does not name its id (R12). Whoever fits alone is taken, and nobody else: what
 * is found is kept with the cancellation before anything is written, and then read and judged as any appointment.
 *
 * <p>The route calls {@link #begin}, and when it is to look, {@link #found}.
 */
public final class ResolveLeg {
    private static final String POINTERS = "DocumentReference";
    private static final String APPOINTMENTS = "Appointment";

    private final ResolveByPatientAndStart byPatientAndStart;
    private final ResolveByBookingNumber byBookingNumber;
    private final Function<Cancellation, Optional<PointerLookup>> pointers;
    private final Unsettled provider;
    private final Unsettled registry;

    /**
     * Sets up the leg.
     *
     * @param byPatientAndStart where a patient's appointment of a time is looked up
     * @param byBookingNumber how a booking number is
     * @param pointers which pointers count, by the registry of a cancellation; empty when its provider is no longer set up
     * @param provider decides what follows a search at the provider that settles nothing
     * @param registry decides what follows a search of the registry that settles nothing
     */
    public ResolveLeg(
            ResolveByPatientAndStart byPatientAndStart,
            ResolveByBookingNumber byBookingNumber,
            Function<Cancellation, Optional<PointerLookup>> pointers,
            Unsettled provider,
            Unsettled registry) {
        this.byPatientAndStart = byPatientAndStart;
        this.byBookingNumber = byBookingNumber;
        this.pointers = pointers;
        this.provider = provider;
        this.registry = registry;
    }

    /** Finds out where to search. What was allowed when the request was accepted may no longer be. */
    public ResolveStep begin(Cancellation cancellation) {
        Optional<PointerLookup> ofRegistry = pointers.apply(cancellation);
        if (ofRegistry.isEmpty()) {
            return misconfigured(cancellation, "its provider is no longer set up");
        }
        if (sought(cancellation) instanceof Subject.PatientAndStart subject) {
            return switch (byPatientAndStart) {
                case NONE -> misconfigured(cancellation, "bars.resolve.patient-and-start is none");
                case REGISTRY -> look(cancellation, POINTERS, ofRegistry.get().searchPath(subject.nhsNumber()));
                case PROVIDER -> look(cancellation, APPOINTMENTS, AppointmentSearch.ofPatient(subject.nhsNumber()));
            };
        }
        Subject.Numbered subject = (Subject.Numbered) sought(cancellation);
        NhsNumber patient = subject.nhsNumber();
        return switch (byBookingNumber) {
            case NONE -> misconfigured(cancellation, "bars.resolve.booking-number is none");
            case IDENTIFIER -> look(cancellation, APPOINTMENTS, AppointmentSearch.ofNumber(subject.number()));
            case PATIENT ->
                patient == null
                        ? misconfigured(cancellation, "bars.resolve.booking-number is patient, and it names no patient")
                        : look(cancellation, APPOINTMENTS, AppointmentSearch.ofPatient(patient));
        };
    }

    /** Judges what the search brought. */
    public Verdict found(ResolveStep.Look look, Search search) {
        Cancellation cancellation = look.cancellation();
        boolean inRegistry = search.resourceType().equals(POINTERS);
        Answer failure = search.failure();
        if (failure != null) {
            return inRegistry
                    ? registry.lookUp(cancellation, failure, "registry", "patient's pointers")
                    : provider.lookUp(cancellation, failure, "provider", "appointments searched for");
        }
        Candidates candidates = candidates(cancellation, search, inRegistry);
        if (candidates.unverified() > 0) {
            return reject(
                    cancellation,
                    ProblemCode.PATIENT_UNVERIFIED,
                    candidates.count() + " appointments fit but for their patient: the provider's search by patient"
                            + " shows other patients' too, so it does not tell whose these are.");
        }
        if (candidates.count() > 1) {
            return reject(
                    cancellation,
                    ProblemCode.AMBIGUOUS,
                    candidates.count() + " appointments fit what the request says, by the "
                            + (inRegistry ? "registry" : "provider") + ", so it is not certain which one is meant.");
        }
        return candidates.appointmentIds().stream()
                .findFirst()
                .<Verdict>map(id -> new Verdict.Found(cancellation.found(id)))
                .orElseGet(() -> none(cancellation, candidates, inRegistry));
    }

    private Candidates candidates(Cancellation cancellation, Search search, boolean inRegistry) {
        Subject.Sought sought = sought(cancellation);
        if (sought instanceof Subject.PatientAndStart subject) {
            return inRegistry
                    ? pointers.apply(cancellation)
                            .orElseThrow()
                            .candidates(search.found(), subject.nhsNumber(), subject.start())
                    : AppointmentLookup.startingAt(search.found(), subject.nhsNumber(), subject.start());
        }
        Subject.Numbered subject = (Subject.Numbered) sought;
        return AppointmentLookup.numbered(search.found(), subject.number(), subject.start());
    }

    private static Verdict none(Cancellation cancellation, Candidates candidates, boolean inRegistry) {
        String where = inRegistry ? "registry" : "provider";
        if (candidates.unnamed() > 0) {
            return reject(
                    cancellation,
                    ProblemCode.NOT_FOUND,
                    "1 appointment fits what the request says, but the " + where + " does not show its id.");
        }
        String what = cancellation.request().bookingNumber() == null ? "patient and start" : "booking number";
        return reject(
                cancellation,
                ProblemCode.NOT_FOUND,
                "0 appointments fit: the " + where + " has none of that " + what + ".");
    }

    private static Subject.Sought sought(Cancellation cancellation) {
        if (cancellation.request().subject() instanceof Subject.Sought sought) {
            return sought;
        }
        throw new IllegalStateException("The request names its appointment's id");
    }

    private static ResolveStep look(Cancellation cancellation, String resourceType, String path) {
        return new ResolveStep.Look(cancellation, Search.of(resourceType, path));
    }

    private static ResolveStep misconfigured(Cancellation cancellation, String why) {
        return new ResolveStep.Ended(new Verdict.Park(
                cancellation.with(cancellation.provider().ended(ProviderOutcome.PARKED)),
                Leg.PROVIDER,
                new Problem(
                        ProblemCode.CONFIGURATION,
                        "The request does not name its appointment's id, and it cannot be looked up: " + why + ".")));
    }

    private static Verdict reject(Cancellation cancellation, ProblemCode code, String message) {
        return new Verdict.Reject(
                cancellation.with(cancellation.provider().ended(ProviderOutcome.REJECTED)),
                Leg.PROVIDER,
                code == ProblemCode.NOT_FOUND
                        ? new Problem(
                                code,
                                message,
                                "Check patient, start or booking number, or name the appointment by its id.")
                        : new Problem(code, message));
    }
}
