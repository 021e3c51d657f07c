package org.barscancel.request;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParser;
import org.hl7.fhir.r4.model.Bundle;

/** Writes a FHIR message that came in XML as JSON, so that there is one reader of messages. */
final class FhirXml {
    private final FhirContext context;

    FhirXml(FhirContext context) {
        this.context = context;
    }

    String json(String xml) throws UnreadableInput {
        StrictXml.check(xml);
        try {
            // An id that is only in the address of an entry must not become the resource's own.
            IParser in = context.newXmlParser()
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .setParserErrorHandler(new Quietly());
            Bundle bundle = in.parseResource(Bundle.class, xml);
            return context.newJsonParser()
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .setStripVersionsFromReferences(false)
                    .setSuppressNarratives(true)
                    .setParserErrorHandler(new Quietly())
                    .encodeResourceToString(bundle);
        } catch (DataFormatException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new UnreadableInput("The input is not a FHIR R4 Bundle.", null, null);
        }
    }

    /** What HAPI would write into the log quotes the message; what it cannot read as a value ends the reading. */
    private static final class Quietly extends ErrorHandlerAdapter {
        @Override
        public void invalidValue(IParseLocation location, String value, String error) {
            throw new DataFormatException("A value is not valid");
        }

        @Override
        public void unexpectedRepeatingElement(IParseLocation location, String name) {
            throw new DataFormatException("An element stands twice");
        }
    }
}
