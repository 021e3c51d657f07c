package org.barscancel.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.barscancel.appointment.ReadAppointment;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress.Facts;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is a finding, and what may be repaired by itself. Only one thing may: where the ledger says that both legs
 * succeeded, the provider shows the very status that was asked for, and a pointer shows that it is ours, the registry leg
 * may run again (R9, R14, R17); it
 * searches, reads and checks the owner before it removes anything (R12 to R14).
 */
public final class Judgement {
    private final Set<String> currentStatuses;

    /**
     * Sets up the judgement.
     *
     * @param currentStatuses statuses of a booking that stands (R2)
     */
    public Judgement(Set<String> currentStatuses) {
        this.currentStatuses = Set.copyOf(currentStatuses);
    }

    /** A rejected request changed nothing; of several for one appointment only the last one tells how it should be. */
    boolean concerns(Recorded recorded) {
        return recorded.provider() != ProviderOutcome.REJECTED && !recorded.superseded();
    }

    boolean needsPointers(ReadAppointment appointment) {
        return isOver(appointment) || isCurrent(appointment);
    }

    /**
     * Sums up.
     *
     * @param pointers null when they do not matter
     */
    Compared judge(ComparisonStep.Case of, ReadAppointment appointment, @Nullable Pointers pointers) {
        Recorded recorded = of.recorded();
        List<Finding> findings = new ArrayList<>(of.findings());
        int count = pointers instanceof Pointers.Counted counted ? counted.count() : -1;
        if (recorded.provider().succeeded() && !isAsAsked(of, appointment)) {
            findings.add(count == 0 && isCurrent(appointment) ? missing(of, appointment) : other(of, appointment));
        } else if (count == 0 && isCurrent(appointment)) {
            findings.add(missing(of, appointment));
        }
        Cancellation repair = null;
        if (pointers instanceof Pointers.Counted live && live.count() > 0 && isOver(appointment)) {
            findings.add(Finding.of(
                    recorded,
                    FindingKind.POINTER_LIVE,
                    "The provider shows the appointment as " + status(appointment) + ", and the registry has "
                            + live.count() + (live.count() == 1 ? " pointer" : " pointers")
                            + " to it" + (live.ours() ? "" : ", none of them ours")
                            + "; by the ledger its registry leg is "
                            + recorded.registry().code() + "."));
            if (live.ours()
                    && recorded.provider().succeeded()
                    && recorded.registry().succeeded()
                    && isAsAsked(of, appointment)) {
                repair = of.cancellation()
                        .with(of.cancellation()
                                .provider()
                                .with(new Facts(
                                        live.nhsNumber(),
                                        null,
                                        appointment.useCaseCategory().orElse(null))))
                        .nextGeneration();
            }
        }
        if (pointers instanceof Pointers.Unknown unknown) {
            findings.add(Finding.of(
                    recorded, FindingKind.NOT_VERIFIABLE, "Its pointers cannot be looked for: " + unknown.why() + "."));
        }
        return new Compared(recorded, true, findings, repair, null);
    }

    private static Finding missing(ComparisonStep.Case of, ReadAppointment appointment) {
        return Finding.of(
                of.recorded(),
                FindingKind.POINTER_MISSING,
                "The provider shows the appointment as " + status(appointment)
                        + ", and the registry has no pointer to it; by the ledger its provider leg is "
                        + of.recorded().provider().code() + ".");
    }

    private static Finding other(ComparisonStep.Case of, ReadAppointment appointment) {
        return Finding.of(
                of.recorded(),
                FindingKind.NOT_CANCELLED,
                "By the ledger the appointment is "
                        + of.cancellation().request().status().code() + "; the provider shows it as "
                        + status(appointment) + ".");
    }

    private static boolean isAsAsked(ComparisonStep.Case of, ReadAppointment appointment) {
        return appointment.status().equals(of.cancellation().request().status().code());
    }

    private static boolean isOver(ReadAppointment appointment) {
        return TargetStatus.of(appointment.status()).isPresent();
    }

    private boolean isCurrent(ReadAppointment appointment) {
        return currentStatuses.contains(appointment.status());
    }

    private static String status(ReadAppointment appointment) {
        return appointment.knownStatus().orElse("something that is no FHIR status");
    }
}
