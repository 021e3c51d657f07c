package org.barscancel.simulator;

import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;

/** The registry's pointers. */
final class PointerProvider extends Provider {
    private static final List<String> IMMUTABLE = List.of("/id", "/subject", "/custodian", "/type");

    PointerProvider(Simulator simulator) {
        super(simulator);
    }

    @Override
    public Class<DocumentReference> getResourceType() {
        return DocumentReference.class;
    }

    /** {@code GET DocumentReference/{id}} (R14). */
    @Read
    public DocumentReference read(@IdParam IdType id, RequestDetails call) {
        return answer(call, simulator.resources().pointers().read(id.getIdPart()), new DocumentReference());
    }

    /** {@code PUT DocumentReference/{id}} (R11): as NRL, takes no status but {@code current}, unless set otherwise. */
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam DocumentReference typed, RequestDetails call) {
        SimulatorSettings settings = simulator.settings();
        byte[] text = call.loadRequestContents();
        JsonNode tree = tree(text);
        if (!settings.registryTakesUpdates()
                && !"current".equals(tree.path("status").asText())) {
            throw new RefusalException(
                    Refusal.badRequest("invalid", "status is immutable; use DELETE to remove a pointer."));
        }
        Stored stored = simulator.resources().pointers().update(id.getIdPart(), ifMatch(call), text, tree, current -> {
            if (settings.strictChanges()) {
                requireUnchanged(current.text(), text);
            }
        });
        new Reply(Outcomes.updated(), stored).leaveAt(call);
        return new MethodOutcome(id, false);
    }

    /** {@code DELETE DocumentReference/{id}} (R14): final. */
    @Delete
    public MethodOutcome delete(@IdParam IdType id, RequestDetails call) {
        simulator.resources().pointers().delete(id.getIdPart(), ifMatch(call));
        new Reply(Outcomes.deleted(), null).leaveAt(call);
        return new MethodOutcome(id, new OperationOutcome());
    }

    /** {@code GET DocumentReference?subject:identifier=…}, with {@code type} and {@code custodian:identifier} (R12). */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails call) {
        new Reply(PointerSearch.answer(simulator.resources().pointers(), call), null).leaveAt(call);
        return new Bundle();
    }

    private static void requireUnchanged(byte[] before, byte[] after) {
        try {
            JsonDifference.within(before, after, IMMUTABLE).ifPresent(where -> {
                throw new RefusalException(Refusal.badRequest("invalid", where.substring(1) + " is immutable."));
            });
        } catch (IOException malformed) {
            throw new RefusalException(Refusal.badRequest("structure", "The body is not JSON."));
        }
    }
}
