package org.barscancel.leg;

/** Where the one appointment of a patient that starts then is looked up ({@code bars.resolve.patient-and-start}). */
public enum ResolveByPatientAndStart {
    /** Nowhere: a request must name its appointment's id. */
    NONE,
    /** Among the patient's current pointers in the registry. */
    REGISTRY,
    /** Among the patient's appointments at the provider. */
    PROVIDER
}
