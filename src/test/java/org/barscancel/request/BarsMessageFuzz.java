package org.barscancel.request;

import ca.uhn.fhir.context.FhirContext;
import org.barscancel.fuzz.Holds;

/** BaRS messages in JSON and XML, and what is told apart from them. */
public final class BarsMessageFuzz {
    private static final int MOST_BYTES = 1 << 16;
    private static final DocumentReader READER = new DocumentReader(
            new JsonRequestReader(MOST_BYTES), new BarsMessageReader(FhirContext.forR4Cached(), MOST_BYTES));

    private BarsMessageFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Holds.read(READER.read(input), input);
        Holds.read(READER.message(input), input);
    }
}
