package org.barscancel.runtime.reconciliation;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.ledger.ReconciliationReport;
import org.barscancel.ledger.Reconciliations;
import org.barscancel.reconciliation.Compared;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.FindingKind;
import org.barscancel.reconciliation.Recorded;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Works on the reconciliation that was asked for, part by part: a part is held in memory, compared one by one, and kept.
 * The route calls it on one thread: {@link #begin}, then {@link #next} and {@link #note} while there is {@link #more},
 * then {@link #keep}.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private static final int PART = 50;

    /** So often a far side that does not answer is asked about one cancellation; held back calls do not count. */
    private static final int TRIES = 5;

    private final Reconciliations reconciliations;
    private final QueueLook queues;
    private final BooleanSupplier stopping;
    private final Clock clock;
    private final boolean repairs;
    private final UUID worker;
    private final Deque<Recorded> part = new ArrayDeque<>();
    private final List<Finding> found = new ArrayList<>();
    private @Nullable ReconciliationReport running;
    private @Nullable Recorded last;
    private int lookedAt;
    private int compared;
    private int tries;
    private boolean waits;
    private boolean down;

    /**
     * Sets up a worker of this run of the program.
     *
     * @param worker its name
     * @param queues tells what lies on the queues
     * @param stopping whether the program is being ended
     * @param repairs whether pointers may be removed at all
     */
    Reconciler(
            UUID worker,
            Reconciliations reconciliations,
            QueueLook queues,
            BooleanSupplier stopping,
            Clock clock,
            boolean repairs) {
        this.worker = worker;
        this.reconciliations = reconciliations;
        this.queues = queues;
        this.stopping = stopping;
        this.clock = clock;
        this.repairs = repairs;
    }

    /** Takes the next part, of a reconciliation that runs or was asked for. */
    public void begin() {
        waits = false;
        try {
            if (running == null) {
                takeOn();
            }
            ReconciliationReport of = running;
            if (of != null && part.isEmpty() && lookedAt == 0) {
                part.addAll(reconciliations.page(of, last, PART));
                if (part.isEmpty()) {
                    end(of);
                }
            }
            up();
        } catch (DataAccessException failure) {
            down(failure);
        }
    }

    /** Whether another cancellation is to be compared now. */
    public boolean more() {
        return !waits && !part.isEmpty() && !stopping.getAsBoolean();
    }

    /** The cancellation that is to be compared. */
    public Recorded next() {
        return part.element();
    }

    /**
     * Takes notice of a comparison.
     *
     * @return the cancellation whose registry leg is to run again; null when none is
     */
    public @Nullable Cancellation note(Compared outcome) {
        if (outcome.later() != null) {
            if (outcome.later() == Compared.Later.HELD_BACK || ++tries < TRIES) {
                waits = true;
                return null;
            }
            return take(outcome.givenUp());
        }
        try {
            // What moved meanwhile was compared with a state that is no more.
            boolean stands = outcome.findings().isEmpty()
                    || reconciliations
                            .recorded(outcome.recorded().cancellationId())
                            .filter(outcome.recorded()::equals)
                            .isPresent();
            return take(stands ? outcome : new Compared(outcome.recorded(), outcome.asked(), List.of(), null, null));
        } catch (DataAccessException failure) {
            down(failure);
            return null;
        }
    }

    /** Keeps what was found in this part, when all of it was looked at. */
    public void keep() {
        ReconciliationReport of = running;
        if (of == null || lookedAt == 0 || !part.isEmpty()) {
            return;
        }
        try {
            if (!reconciliations.keep(worker, of.reconciliationId(), lookedAt, compared, withoutThoseOnQueues())) {
                LOG.warn("Reconciliation {} was given up by another instance", of.reconciliationId());
                running = null;
                last = null;
            }
            lookedAt = 0;
            compared = 0;
            found.clear();
            up();
        } catch (DataAccessException failure) {
            down(failure);
        }
    }

    private void takeOn() {
        Optional<ReconciliationReport> taken = reconciliations.takeOn(worker, clock.instant());
        taken.ifPresent(of -> {
            LOG.info("Reconciliation {} begins", of.reconciliationId());
            last = null;
            running = of;
        });
    }

    private void end(ReconciliationReport of) {
        reconciliations.end(worker, clock.instant());
        running = null;
        last = null;
        reconciliations
                .report(of.reconciliationId())
                .ifPresent(report -> LOG.info(
                        "Reconciliation {} has ended: looked at {}, compared {}, found {}, repaired {}",
                        report.reconciliationId(),
                        report.lookedAt(),
                        report.compared(),
                        report.counts(),
                        report.repaired()));
    }

    private @Nullable Cancellation take(Compared outcome) {
        last = part.remove();
        tries = 0;
        lookedAt++;
        compared += outcome.asked() ? 1 : 0;
        ReconciliationReport of = running;
        Cancellation repair = of != null && of.repair() && repairs ? outcome.repair() : null;
        outcome.findings()
                .forEach(finding -> found.add(
                        repair != null && finding.kind() == FindingKind.POINTER_LIVE ? finding.asRepaired() : finding));
        return repair;
    }

    private List<Finding> withoutThoseOnQueues() {
        Set<UUID> missing = found.stream()
                .filter(finding -> finding.kind() == FindingKind.ON_NO_QUEUE)
                .map(Finding::cancellationId)
                .collect(Collectors.toSet());
        Set<UUID> lost = missing.isEmpty() ? missing : queues.onNone(missing);
        return found.stream()
                .filter(finding -> finding.kind() != FindingKind.ON_NO_QUEUE || lost.contains(finding.cancellationId()))
                .toList();
    }

    private void down(DataAccessException failure) {
        waits = true;
        if (!down) {
            down = true;
            LOG.warn("The ledger does not answer, so no reconciliation goes on: {}", Setbacks.reason(failure));
        }
    }

    private void up() {
        down = false;
    }
}
