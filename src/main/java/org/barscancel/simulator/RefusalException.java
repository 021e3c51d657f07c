package org.barscancel.simulator;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;

/** Carries a refusal out of HAPI's call of a provider. */
final class RefusalException extends BaseServerResponseException {
    private final transient Refusal refusal;

    RefusalException(Refusal refusal) {
        super(refusal.status(), refusal.diagnostics());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
