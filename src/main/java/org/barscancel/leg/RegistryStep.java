package org.barscancel.leg;

import java.util.List;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.request.NhsNumber;

/** What the registry leg does next. */
public sealed interface RegistryStep {
    /** Read the Patient at the provider, for the NHS number (R16). */
    record AskPatient(Cancellation cancellation, String patientId) implements RegistryStep {}

    /** Search the patient's pointers (R12). */
    record Find(Cancellation cancellation, NhsNumber nhsNumber, Search search) implements RegistryStep {}

    /** Read, check and remove each of these pointers (R14). */
    record Remove(Cancellation cancellation, NhsNumber nhsNumber, List<String> pointerIds) implements RegistryStep {
        /** The first step for each pointer. */
        public List<PointerStep.Read> reads() {
            return pointerIds.stream()
                    .map(id -> new PointerStep.Read(cancellation, nhsNumber, id))
                    .toList();
        }
    }

    /** The run has ended. */
    record Ended(Verdict verdict) implements RegistryStep {}
}
