package org.barscancel.console;

import java.util.stream.Collectors;
import org.barscancel.ledger.ReconciliationReport;
import org.barscancel.reconciliation.Finding;

/** A report for a person: what was looked at, and a line for each finding. */
final class ReconciliationText {
    private ReconciliationText() {}

    static String head(ReconciliationReport report) {
        String counts = report.counts().entrySet().stream()
                .map(count -> count.getKey().code() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        return "Reconciliation " + report.reconciliationId() + ": "
                + report.state().code()
                + "\nReceived from " + report.from() + " to before " + report.to() + "; asked for at "
                + report.askedAt()
                + (report.endedAt() == null ? "" : ", ended at " + report.endedAt())
                + "; repair " + (report.repair() ? "on" : "off")
                + ".\nLooked at " + report.lookedAt() + " cancellations, asked the far sides about " + report.compared()
                + " of them, repaired " + report.repaired()
                + ".\nFound: " + (counts.isEmpty() ? "nothing" : counts) + ".\n\n";
    }

    static String line(Finding finding) {
        return finding.kind().code() + " | cancellation " + finding.cancellationId() + " | "
                + (finding.appointmentId() == null ? "no appointment" : "appointment " + finding.appointmentId())
                + " | " + finding.what() + " | " + finding.nextAction() + "\n";
    }
}
