package org.barscancel.intake;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.barscancel.request.BarsMessageReader;
import org.barscancel.request.DocumentReader;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Lookups;

/** The readers of the doors, up to a size. */
public final class Readers {
    private Readers() {}

    public static DocumentReader documents(int mostBytes) {
        return new DocumentReader(
                new JsonRequestReader(mostBytes), new BarsMessageReader(FhirContext.forR4Cached(), mostBytes));
    }

    /** Of the request queue, with the one feed of {@link Feeds}. */
    public static QueueIntake queue(int mostBytes, Clock clock) {
        return new QueueIntake(
                documents(mostBytes),
                new CsvMessageReader(StandardCharsets.ISO_8859_1, 100, mostBytes, Lookups.NONE),
                Feeds.intake(mostBytes, clock),
                clock);
    }
}
