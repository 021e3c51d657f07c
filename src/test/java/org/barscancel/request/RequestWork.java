package org.barscancel.request;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.json.Sample;

/** What this room does for each input, to be measured. */
public final class RequestWork {
    private static final int LIMIT = 1 << 20;
    private static final int ROWS = 20;

    private static final byte[] JSON = Sample.bytes("/fuzz/json-request/one.json");
    private static final byte[] JSON_LIST = Sample.bytes("/bars-cancel/demo/monday-clinic.json");
    private static final byte[] CSV = IntStream.range(0, ROWS)
            .mapToObj(row -> "aca94bdb-2e38-4399-9ece-2ba083ce65b5,Clinic closed,9990000018,r" + row)
            .collect(Collectors.joining("\r\n", "appointmentId,reasonText,nhsNumber,requestId\r\n", "\r\n"))
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] MESSAGE = BarsMessages.JSON.getBytes(StandardCharsets.UTF_8);
    private static final byte[] XML_MESSAGE = Sample.bytes("/fuzz/bars-xml/published.xml");

    private static final JsonRequestReader JSON_READER = new JsonRequestReader(LIMIT);
    private static final CsvRequestReader CSV_READER = new CsvRequestReader(StandardCharsets.UTF_8, ROWS);

    private RequestWork() {}

    /** Of its own, since only some of the work needs HAPI. */
    private static final class Fhir {
        private static final BarsMessageReader MESSAGES = new BarsMessageReader(FhirContext.forR4Cached(), LIMIT);
        private static final DocumentReader DOCUMENTS = new DocumentReader(JSON_READER, MESSAGES);
    }

    /** Reads a request in JSON that has every field. */
    public static Reading readJson() {
        return sound(JSON_READER.read(JSON));
    }

    /** Reads the demo's list of five requests. */
    public static Reading readJsonList() {
        return sound(JSON_READER.read(JSON_LIST));
    }

    /** Reads a request in JSON where it might be a BaRS message as well. */
    public static Reading readDocument() {
        return sound(Fhir.DOCUMENTS.read(JSON));
    }

    /** Reads CSV of twenty rows. */
    public static Reading readCsv() {
        return sound(CSV_READER.read(CSV));
    }

    /** Reads a BaRS message in JSON, of the published shape. */
    public static Reading readMessage() {
        return sound(Fhir.MESSAGES.read(MESSAGE, null));
    }

    /** Reads a BaRS message in XML, the published example. */
    public static Reading readXmlMessage() {
        return sound(Fhir.MESSAGES.read(XML_MESSAGE, null));
    }

    private static Reading sound(Reading reading) {
        if (reading instanceof Reading.Rows rows && rows.rows().get(0) instanceof Reading.Valid) {
            return reading;
        }
        throw new IllegalStateException("It is no request any more");
    }
}
