package org.barscancel.leg;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.barscancel.appointment.PatientAnswers;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.NhsNumber;

/**
 * The registry leg: finds the pointers to a cancelled appointment, reads each again, and removes those that are ours
 * (R11 to R17). Nothing here ever touches the appointment. Every run starts with a search, so a repeated run does no
 * harm.
 *
 * <p>The route calls {@link #begin}, when asked {@link #withPatient}, then {@link #found}; {@link #check} and
 * {@link #removed} for each pointer; and {@link #conclude}.
 */
public final class RegistryLeg {
    private final Function<Cancellation, Optional<PointerRules>> rules;
    private final Unsettled unsettled;

    /**
     * Sets up the leg.
     *
     * @param rules which pointers match and what is done to them, at the registry of the cancellation; empty when its
     *     provider is no longer set up
     * @param unsettled decides what follows an answer that settles nothing
     */
    public RegistryLeg(Function<Cancellation, Optional<PointerRules>> rules, Unsettled unsettled) {
        this.rules = rules;
        this.unsettled = unsettled;
    }

    /** Finds out for which patient to search (R16). */
    public RegistryStep begin(Cancellation cancellation) {
        Optional<Problem> misconfigured = rules.apply(cancellation)
                .map(PointerRules::misconfiguration)
                .orElseGet(() -> Optional.of(noProvider(cancellation)));
        if (misconfigured.isPresent()) {
            return park(cancellation, misconfigured.get());
        }
        NhsNumber named = cancellation.request().nhsNumber();
        NhsNumber shown = cancellation.provider().facts().nhsNumber();
        if (named != null || shown != null) {
            return find(cancellation, named != null ? named : Objects.requireNonNull(shown));
        }
        String patientId = cancellation.provider().facts().patientId();
        return patientId == null
                ? withoutNhsNumber(cancellation, "neither the request nor the appointment has one")
                : new RegistryStep.AskPatient(cancellation, patientId);
    }

    /** Takes the NHS number from the Patient (R16). */
    public RegistryStep withPatient(RegistryStep.AskPatient ask, Answer answer) {
        if (answer instanceof Answer.Success success) {
            return PatientAnswers.nhsNumber(success.body(), ask.patientId())
                    .map(number -> find(ask.cancellation(), number))
                    .orElseGet(() -> withoutNhsNumber(ask.cancellation(), "the provider's Patient has none"));
        }
        return unsettled.settlesNothingForGood(answer)
                ? withoutNhsNumber(ask.cancellation(), "the provider does not show the Patient (" + answer.what() + ")")
                : new RegistryStep.Ended(unsettled.registry(ask.cancellation(), answer));
    }

    /** Picks the pointers to the appointment from the patient's pointers (R13). */
    public RegistryStep found(RegistryStep.Find find, Search search) {
        Answer failure = search.failure();
        if (failure != null) {
            return new RegistryStep.Ended(unsettled.registry(find.cancellation(), failure));
        }
        Cancellation cancellation = counting(find.cancellation());
        List<String> matches =
                rules(cancellation).matches(search.found(), cancellation.appointmentId(), find.nhsNumber());
        if (matches.isEmpty()) {
            return new RegistryStep.Ended(finished(cancellation));
        }
        RegistryProgress progress = cancellation.registry();
        if (!progress.claimed() || matches.stream().noneMatch(progress.removed()::contains)) {
            return new RegistryStep.Remove(cancellation, find.nhsNumber(), matches);
        }
        if (progress.contradictions() > 0) {
            return park(
                    cancellation,
                    new Problem(
                            ProblemCode.UNCONFIRMED,
                            "The registry claims twice to have removed the pointer, but still shows it."));
        }
        return new RegistryStep.Remove(
                cancellation.with(progress.claimContradicted()).nextGeneration(), find.nhsNumber(), matches);
    }

    /** Judges a pointer as it was read again (R14). */
    public PointerStep check(PointerStep.Read read, Answer answer) {
        return PointerAnswers.toRead(read, rules(read.cancellation()), answer);
    }

    /** Judges the answer to the removal of a pointer. */
    public PointerStep removed(String pointerId, Answer answer) {
        return PointerAnswers.toRemoval(pointerId, answer);
    }

    /** Sums up what happened to the pointers. */
    public Verdict conclude(RegistryStep.Remove remove, List<PointerStep> steps) {
        Cancellation cancellation = withRemoved(remove.cancellation(), steps);
        for (PointerStep step : steps) {
            if (step instanceof PointerStep.Open open) {
                return open.answer() instanceof Answer.Duplicate
                        ? searchAgain(cancellation)
                        : unsettled.registry(cancellation, open.answer());
            }
        }
        for (PointerStep step : steps) {
            if (step instanceof PointerStep.Kept kept) {
                return new Verdict.Park(ended(cancellation), Leg.REGISTRY, kept.problem());
            }
        }
        return finished(cancellation);
    }

    /** A dry run removes nothing, so that each of its attempts counts all pointers anew. */
    private static Cancellation counting(Cancellation cancellation) {
        return cancellation.isDryRun()
                ? cancellation.with(cancellation.registry().with(Set.of()))
                : cancellation;
    }

    /** A removal whose answer did not come, or did not settle it, counts as ours when the pointer turns out to be gone. */
    private static Cancellation withRemoved(Cancellation cancellation, List<PointerStep> steps) {
        Set<String> removed = new TreeSet<>(cancellation.registry().removed());
        for (PointerStep step : steps) {
            if (step instanceof PointerStep.Removed gone) {
                removed.add(gone.pointerId());
            } else if (step instanceof PointerStep.Spared spared) {
                removed.add(spared.pointerId());
            } else if (step instanceof PointerStep.Open open && open.mayBeRemoved()) {
                removed.add(open.pointerId());
            }
        }
        return cancellation.with(cancellation.registry().with(removed));
    }

    private Verdict finished(Cancellation cancellation) {
        int count = cancellation.registry().removed().size();
        return new Verdict.Finished(
                ended(cancellation), count == 0 ? RegistryOutcome.ALREADY_ABSENT : onSuccess(cancellation), count);
    }

    private RegistryOutcome onSuccess(Cancellation cancellation) {
        boolean update = rules(cancellation).policy().action() == RegistryAction.UPDATE;
        if (cancellation.isDryRun()) {
            return update ? RegistryOutcome.WOULD_UPDATE : RegistryOutcome.WOULD_REMOVE;
        }
        return update ? RegistryOutcome.UPDATED : RegistryOutcome.REMOVED;
    }

    private PointerRules rules(Cancellation cancellation) {
        return rules.apply(cancellation).orElseThrow();
    }

    private static Problem noProvider(Cancellation cancellation) {
        return new Problem(
                ProblemCode.CONFIGURATION,
                appointmentIs(cancellation) + " at the provider '" + cancellation.providerName()
                        + "', which is no longer set up, so nobody knows where its pointer is.",
                "Set bars.providers." + cancellation.providerName() + " up again, then replay.");
    }

    /** How the appointment stands by the time that the registry leg runs, to begin a sentence with. */
    private static String appointmentIs(Cancellation cancellation) {
        return cancellation.provider().outcome() == ProviderOutcome.WOULD_CANCEL
                ? "In a dry run: the appointment would be cancelled"
                : "The appointment is cancelled";
    }

    private static Cancellation ended(Cancellation cancellation) {
        return cancellation.with(cancellation.registry().ended());
    }

    private static Verdict searchAgain(Cancellation cancellation) {
        return new Verdict.Again(
                cancellation.with(cancellation.registry().changeClaimed()),
                Leg.REGISTRY,
                Duration.ZERO,
                "The registry says it has had this message before; it is searched again.");
    }

    private RegistryStep find(Cancellation cancellation, NhsNumber nhsNumber) {
        return new RegistryStep.Find(
                cancellation,
                nhsNumber,
                Search.of("DocumentReference", rules(cancellation).searchPath(nhsNumber)));
    }

    private static RegistryStep withoutNhsNumber(Cancellation cancellation, String why) {
        return park(
                cancellation,
                new Problem(
                        ProblemCode.NO_NHS_NUMBER,
                        appointmentIs(cancellation) + ", but its pointer cannot be searched without an NHS number: "
                                + why + "."));
    }

    private static RegistryStep park(Cancellation cancellation, Problem problem) {
        return new RegistryStep.Ended(new Verdict.Park(ended(cancellation), Leg.REGISTRY, problem));
    }
}
