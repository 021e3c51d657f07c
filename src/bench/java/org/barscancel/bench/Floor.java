package org.barscancel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The floor: the JDK's HTTP client and a JSON tree, the five calls and nothing else. It keeps nothing, checks nothing but the
 * status, and answers nobody.
 */
final class Floor {
    private static final String JSON = "application/fhir+json; version=1.2.0";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    private Floor(String base) {
        this.base = base;
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        Load.run("floor", arguments, new Floor(arguments.base())::cancel);
        System.exit(0);
    }

    private void cancel(Booking booking) throws IOException, InterruptedException {
        String path = "/Appointment/" + booking.appointmentId();
        ObjectNode appointment = (ObjectNode) Json.MAPPER.readTree(send(request(path).GET()));
        appointment.put("status", "cancelled");
        send(request(path)
                .header("Content-Type", JSON)
                .PUT(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(appointment))));
        JsonNode found = Json.MAPPER.readTree(send(request("/DocumentReference?subject:identifier="
                        + encoded("https://fhir.nhs.uk/Id/nhs-number|" + booking.nhsNumber())
                        + "&type=" + encoded("http://snomed.info/sct|749001000000101"))
                .GET()));
        String pointer = "/DocumentReference/"
                + found.at("/entry/0/resource/id").asText();
        Json.MAPPER.readTree(send(request(pointer).GET()));
        send(request(pointer).DELETE());
    }

    private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", JSON)
                .header("X-Request-Id", UUID.randomUUID().toString())
                .header("X-Correlation-Id", UUID.randomUUID().toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
