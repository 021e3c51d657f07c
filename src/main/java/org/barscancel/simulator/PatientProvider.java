package org.barscancel.simulator;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/** The provider's patients, to be read only. The BaRS API has none; a FHIR provider behind it may (R8). */
final class PatientProvider extends Provider {
    PatientProvider(Simulator simulator) {
        super(simulator);
    }

    @Override
    public Class<Patient> getResourceType() {
        return Patient.class;
    }

    /** {@code GET Patient/{id}}. */
    @Read
    public Patient read(@IdParam IdType id, RequestDetails call) {
        return answer(call, simulator.resources().patients().read(id.getIdPart()), new Patient());
    }
}
