package org.barscancel.runtime.http;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import org.barscancel.answer.BarsReply;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Writes the answers to BaRS messages in the format of the call. */
public final class BarsFormat {
    private final FhirContext context;

    /** @param context of FHIR R4 */
    public BarsFormat(FhirContext context) {
        this.context = context;
    }

    byte[] write(BarsReply reply, BarsCall call) {
        String text = call.xml()
                ? context.newXmlParser()
                        .encodeResourceToString(
                                context.newJsonParser().parseResource(OperationOutcome.class, reply.body()))
                : reply.body();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
