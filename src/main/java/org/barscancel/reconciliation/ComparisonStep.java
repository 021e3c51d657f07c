package org.barscancel.reconciliation;

import java.util.List;
import org.barscancel.appointment.ReadAppointment;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.leg.RegistryStep;
import org.barscancel.leg.Search;
import org.barscancel.request.NhsNumber;

/** What a comparison does next. */
public sealed interface ComparisonStep {
    /** What the ledger alone has shown, and the cancellation in whose name the far sides are asked. */
    record Case(Recorded recorded, List<Finding> findings, Cancellation cancellation) {
        /** Copies the list. */
        public Case {
            findings = List.copyOf(findings);
        }
    }

    /** Read the appointment (R1). */
    record AskProvider(Case of) implements ComparisonStep {}

    /** Read the Patient, for the NHS number (R16). */
    record AskPatient(Case of, ReadAppointment appointment, String patientId) implements ComparisonStep {
        /** As the registry leg asks. */
        public RegistryStep.AskPatient asLeg() {
            return new RegistryStep.AskPatient(of.cancellation(), patientId);
        }
    }

    /** Search the patient's pointers (R12). */
    record AskRegistry(Case of, ReadAppointment appointment, NhsNumber nhsNumber, Search search)
            implements ComparisonStep {}

    /** The comparison has ended. */
    record Ended(Compared compared) implements ComparisonStep {}
}
