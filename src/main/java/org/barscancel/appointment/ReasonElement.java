package org.barscancel.appointment;

/** Which element of the Appointment carries the request's reason (R4, {@code bars.reason-element}). */
public enum ReasonElement {
    /** None: the reason is recorded, not sent (BaRS Core 1.2.2). */
    NONE,
    /** {@code reasonCode}, beside the reasons that are there (BaRS Core 1.5.0). */
    REASON_CODE,
    /** {@code cancelationReason}, and only with the status {@code cancelled} (FHIR R4, app-4). */
    CANCELATION_REASON
}
