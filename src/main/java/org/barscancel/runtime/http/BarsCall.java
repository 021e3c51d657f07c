package org.barscancel.runtime.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.barscancel.console.Preferred;
import org.barscancel.intake.BarsIntake;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What the answer to a BaRS message needs of the call.
 *
 * @param xml whether it is answered in XML: as {@code Accept} says, else as the message came
 * @param requestId {@code X-Request-Id}
 * @param correlationId {@code X-Correlation-Id}
 */
record BarsCall(boolean xml, @Nullable String requestId, @Nullable String correlationId) {
    private static final MediaType JSON = MediaType.parseMediaType(BarsIntake.MEDIA_TYPES.get(0));
    private static final MediaType XML = MediaType.parseMediaType(BarsIntake.MEDIA_TYPES.get(1));

    static BarsCall of(Function<String, @Nullable String> headers) {
        String type = headers.apply("Content-Type");
        boolean cameAsXml =
                type != null && type.split(";", 2)[0].toLowerCase(Locale.ROOT).contains("xml");
        MediaType answer = Preferred.of(
                withoutVersions(headers.apply("Accept")), cameAsXml ? List.of(XML, JSON) : List.of(JSON, XML));
        return new BarsCall(answer.equals(XML), headers.apply("X-Request-Id"), headers.apply("X-Correlation-Id"));
    }

    String mediaType() {
        return (xml ? XML : JSON).toString();
    }

    /** The ids of the call, mirrored (R18); what is no id might be anything and is not. */
    Map<String, String> mirrored() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (requestId != null && BarsIntake.isId(requestId)) {
            headers.put("X-Request-Id", requestId);
        }
        if (correlationId != null && BarsIntake.isId(correlationId)) {
            headers.put("X-Correlation-Id", correlationId);
        }
        return headers;
    }

    private static @Nullable String withoutVersions(@Nullable String accept) {
        return accept == null ? null : accept.replaceAll(";\\s*(version|fhirVersion)\\s*=\\s*\"?[0-9.]{1,20}\"?", "");
    }
}
