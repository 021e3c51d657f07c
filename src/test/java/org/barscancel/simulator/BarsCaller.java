package org.barscancel.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Calls as a well-behaved sender does; a test changes one thing. An empty header value leaves the header out. */
final class BarsCaller {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final Map<String, String> headers = new TreeMap<>();

    BarsCaller(String base) {
        this.base = base;
        headers.put("X-Correlation-Id", UUID.randomUUID().toString());
        headers.put(
                "NHSD-Target-Identifier",
                base64("{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"2000072491\"}"));
        headers.put("NHSD-End-User-Organisation", base64("{\"resourceType\":\"Organization\"}"));
        headers.put("NHSD-Requesting-Software", base64("{\"resourceType\":\"Device\"}"));
        headers.put("Accept", "application/fhir+json; version=1.2.0");
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, Map.of());
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        Map<String, String> more = new TreeMap<>(Map.of(
                "Content-Type",
                "application/fhir+json; version=1.2.0",
                "use-context",
                "a1t1|cancelled|booking-request|update"));
        for (int i = 0; i < headers.length; i += 2) {
            more.put(headers[i], headers[i + 1]);
        }
        return send("PUT", path, body, more);
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, null, Map.of("use-context", "a1t1|cancelled|booking-request|update"));
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("X-Request-Id", UUID.randomUUID().toString());
        changes.forEach((name, value) -> {
            all.remove(name);
            if (!value.isEmpty()) {
                all.put(name, value);
            }
        });
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        all.forEach(request::header);
        return send(request.build());
    }

    static HttpResponse<String> plain(String method, String url, String body) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
