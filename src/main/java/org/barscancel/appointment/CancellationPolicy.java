package org.barscancel.appointment;

import java.util.Set;

/**
 * What a site has decided about cancelling.
 *
 * @param currentStatuses statuses from which an appointment may be cancelled, FHIR codes (R2)
 * @param pastAppointments whether a past appointment may be cancelled (R10)
 * @param patientCheck how the request's NHS number is checked (R8)
 * @param reasonElement which element carries the reason (R4)
 * @param dropStatusExtension whether a {@code _status} beside {@code status} is removed (R4)
 */
public record CancellationPolicy(
        Set<String> currentStatuses,
        PastAppointments pastAppointments,
        PatientCheck patientCheck,
        ReasonElement reasonElement,
        boolean dropStatusExtension) {
    /** Copies the set, so that a record cannot change under its holder. */
    public CancellationPolicy {
        currentStatuses = Set.copyOf(currentStatuses);
    }
}
