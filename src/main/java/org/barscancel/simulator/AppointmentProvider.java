package org.barscancel.simulator;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;

/** The provider's appointments. */
final class AppointmentProvider extends Provider {
    AppointmentProvider(Simulator simulator) {
        super(simulator);
    }

    @Override
    public Class<Appointment> getResourceType() {
        return Appointment.class;
    }

    /** {@code GET Appointment/{id}} (R1). */
    @Read
    public Appointment read(@IdParam IdType id, RequestDetails call) {
        return answer(call, simulator.resources().appointments().read(id.getIdPart()), new Appointment());
    }

    /** {@code PUT Appointment/{id}} (R6, R7): never creates, and refuses more than a change of status (R4). */
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam Appointment typed, RequestDetails call) {
        SimulatorSettings settings = simulator.settings();
        byte[] text = call.loadRequestContents();
        Stored stored = simulator
                .resources()
                .appointments()
                .update(id.getIdPart(), ifMatch(call), text, tree(text), current -> {
                    if (settings.strictChanges()) {
                        difference(current.text(), text, settings.changeable()).ifPresent(where -> {
                            throw new RefusalException(
                                    Refusal.unprocessable("More than the status was changed: " + where));
                        });
                    }
                });
        new Reply(
                        switch (settings.putAnswer()) {
                            case APPOINTMENT -> text;
                            case OPERATION_OUTCOME -> Outcomes.updated();
                            case EMPTY -> new byte[0];
                        },
                        stored)
                .leaveAt(call);
        return new MethodOutcome(id, false);
    }

    /**
     * {@code GET Appointment?patient:identifier=system|value} (R8): the appointments in which the patient takes part, by
     * the identifier itself, a literal reference, or a {@code urn:uuid} of the Patient's id. Or {@code GET
     * Appointment?identifier=system|value}: the appointments of that identifier. All at once.
     */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails call) {
        List<Stored> found = simulator.resources().appointments().search(keys(call));
        new Reply(SearchBundle.of(found, found.size(), call.getCompleteUrl(), null, null), null).leaveAt(call);
        return new Bundle();
    }

    private Set<String> keys(RequestDetails call) {
        Optional<String> number = parameter(call, "identifier");
        if (number.isPresent()) {
            return Set.of(SearchKeys.ownIdentifier(number.get().replaceAll("\\\\(.)", "$1")));
        }
        String patient = parameter(call, "patient:identifier")
                .orElseThrow(() -> new RefusalException(
                        Refusal.badRequest("required", "patient:identifier or identifier is required.")));
        Set<String> keys = new HashSet<>(Set.of(patient));
        simulator.resources().patients().search(List.of(patient)).forEach(found -> {
            keys.add("Patient/" + found.id());
            keys.add("urn:uuid:" + found.id());
        });
        return keys;
    }
}
