package org.barscancel.runtime.farside;

import ca.uhn.fhir.rest.client.apache.ApacheHttp5ModifiedStringResponse;
import ca.uhn.fhir.rest.client.api.ClientResponseContext;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import ca.uhn.fhir.util.StopWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.barscancel.bars.Call;
import org.barscancel.bars.Received;
import org.jspecify.annotations.Nullable;

/**
 * Stands between HAPI's client and the wire for one call: sends the call's own headers and address, and keeps what came
 * back byte for byte. HAPI itself is given a stand-in of the right type to parse, since its parser refuses or loses what
 * R4 wants to survive, and quotes content in its exceptions.
 */
final class FhirExchange {
    private final Call call;
    private @Nullable Received received;

    FhirExchange(Call call) {
        this.call = call;
    }

    Call call() {
        return call;
    }

    /** What came back; a failure when nothing did. */
    Received received() {
        return received == null ? new Received.Failed(Received.Kind.LOST) : received;
    }

    void failed(Exception failure) {
        if (received == null) {
            received = Failures.of(failure);
        }
    }

    /**
     * Puts the call's headers in place of HAPI's own.
     *
     * @param request the request as HAPI made it
     */
    void send(IHttpRequest request) {
        request.setUri(call.url());
        call.headers().forEach((name, value) -> {
            request.removeHeaders(name);
            request.addHeader(name, value);
        });
    }

    /**
     * Keeps the answer and hands on the stand-in.
     *
     * @param context holds the answer
     * @throws UncheckedIOException when the answer cannot be read
     */
    void keep(ClientResponseContext context) {
        IHttpResponse response = context.getHttpResponse();
        try {
            received = new Received.Response(response.getStatus(), headers(response), body(response));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
        context.setHttpResponse(new ApacheHttp5ModifiedStringResponse(response, standIn(), new StopWatch()));
    }

    private static byte[] body(IHttpResponse response) throws IOException {
        try (InputStream content = response.readEntity()) {
            if (content == null) {
                return new byte[0];
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.transferTo(bytes);
            return bytes.toByteArray();
        }
    }

    private static Map<String, List<String>> headers(IHttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.getAllHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return headers;
    }

    private String standIn() {
        return call.resourceId() == null
                ? "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"
                : "{\"resourceType\":\"" + call.resourceType() + "\",\"id\":\"" + call.resourceId() + "\"}";
    }

    /** Bland, since Camel and HAPI print their arguments when a call fails (R23). */
    @Override
    public String toString() {
        return "FhirExchange[" + call + "]";
    }
}
