package org.barscancel.simulator;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Writes what the providers leave, and turns every failure into a published OperationOutcome. HAPI's own handler would
 * log what it could not parse, and so parts of bodies (R23).
 */
@Interceptor
final class TextAnswers {
    private final Simulator simulator;

    TextAnswers(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Spares HAPI the body, when the setting says so: the providers read the text themselves. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void skim(RequestDetails call) {
        if (simulator.settings().typedBodies() || call.getRestOperationType() != RestOperationTypeEnum.UPDATE) {
            return;
        }
        try {
            JsonNode body = Json.tree(call.loadRequestContents());
            if (!call.getResourceName().equals(body.path("resourceType").asText())) {
                throw new RefusalException(Refusal.badRequest("invalid", "The body is another resource type."));
            }
            IBaseResource bare = FhirContext.forR4Cached()
                    .getResourceDefinition(call.getResourceName())
                    .newInstance();
            bare.setId(new IdType(call.getResourceName(), body.path("id").asText()));
            call.setResource(bare);
        } catch (JsonProcessingException malformed) {
            throw new RefusalException(Refusal.badRequest("structure", "The body is not JSON."));
        }
    }

    /** Writes a provider's text. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean write(RequestDetails call, ResponseDetails details, HttpServletResponse response)
            throws IOException {
        Reply reply = Reply.leftAt(call).orElse(null);
        if (reply == null) {
            return true;
        }
        response.setStatus(details.getResponseCode());
        Stored stored = reply.stored();
        if (stored != null) {
            response.setHeader("ETag", stored.etag());
            response.setHeader(
                    "Last-Modified",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.updated().atZone(ZoneOffset.UTC)));
        }
        if (reply.body().length > 0) {
            response.setContentType(SimulatedAnswer.FHIR_JSON);
            response.getOutputStream().write(reply.body());
        }
        return false;
    }

    /** Finds the refusal in a failure. With an outcome in it, HAPI answers it and logs nothing. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException refusal(Throwable failure) {
        RefusalException refusal =
                failure instanceof RefusalException known ? known : new RefusalException(translated(failure));
        refusal.setOperationOutcome(FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        OperationOutcome.class, new String(Outcomes.of(refusal.refusal()), StandardCharsets.UTF_8)));
        return refusal;
    }

    private static Refusal translated(Throwable failure) {
        int status = 500;
        if (failure instanceof BaseServerResponseException known) {
            status = known.getStatusCode();
        } else if (failure instanceof DataFormatException) {
            status = 400;
        }
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return switch (status) {
            case 404 -> Refusal.notFound();
            case 405 -> new Refusal(405, "not-supported", "REC_METHOD_NOT_ALLOWED", what);
            case 406 -> Refusal.notAcceptable();
            case 500 -> new Refusal(500, "exception", "REC_SERVER_ERROR", what);
            default -> new Refusal(status, "invalid", "REC_BAD_REQUEST", what);
        };
    }
}
