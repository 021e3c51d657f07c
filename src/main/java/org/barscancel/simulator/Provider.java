package org.barscancel.simulator;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ParameterUtil;
import ca.uhn.fhir.rest.server.IResourceProvider;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What the providers of the three resource types share. */
abstract class Provider implements IResourceProvider {
    final Simulator simulator;

    Provider(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Answers a read with the received text; HAPI gets a shell with the version, for {@code If-None-Match}. */
    static <T extends Resource> T answer(RequestDetails call, Stored stored, T shell) {
        new Reply(stored.text(), stored).leaveAt(call);
        shell.setId(new IdType(shell.fhirType(), stored.id(), Long.toString(stored.version())));
        shell.getMeta().setVersionId(Long.toString(stored.version())).setLastUpdated(Date.from(stored.updated()));
        return shell;
    }

    /** The version a write is meant for. HAPI's stock provider ignores the header (R7). */
    static @Nullable String ifMatch(RequestDetails call) {
        String header = call.getHeader("If-Match");
        return header == null || header.isBlank() ? null : ParameterUtil.parseETagValue(header.strip());
    }

    static JsonNode tree(byte[] text) {
        try {
            return Json.tree(text);
        } catch (JsonProcessingException malformed) {
            throw new RefusalException(Refusal.badRequest("structure", "The body is not JSON."));
        }
    }

    static Optional<String> parameter(RequestDetails call, String name) {
        String[] values = call.getParameters().get(name);
        return values == null || values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    }

    static Optional<String> difference(byte[] before, byte[] after, Collection<String> except) {
        try {
            return JsonDifference.first(before, after, except);
        } catch (IOException malformed) {
            throw new RefusalException(Refusal.badRequest("structure", "The body is not JSON."));
        }
    }
}
