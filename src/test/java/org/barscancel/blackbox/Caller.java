package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.barscancel.console.PublishedInterface;

/** A system that talks to the program by HTTP only, and holds it to its published description. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final PublishedInterface published = new PublishedInterface();
    private final URI base;

    Caller(URI base) {
        this.base = base;
    }

    /** An answer. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String mediaType() {
            return header("Content-Type");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Submits JSON; headers are names and values in turn. */
    Answer post(String body, String... headers) throws Exception {
        return post(BodyPublishers.ofString(body), "application/json", headers);
    }

    Answer post(BodyPublisher body, String mediaType, String... headers) throws Exception {
        return postTo("/cancellations", body, mediaType, headers);
    }

    /** Submits a body to a path, which may have a query. */
    Answer postTo(String path, BodyPublisher body, String mediaType, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", mediaType)
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return described("post", path.replaceAll("\\?.*", ""), send(request.build()));
    }

    /** Submits a BaRS message. */
    Answer message(String body, String mediaType, String... headers) throws Exception {
        return postTo("/$process-message", BodyPublishers.ofString(body), mediaType, headers);
    }

    /** Has one cancellation run again. */
    Answer replay(String cancellationId) throws Exception {
        return described(
                "post",
                "/cancellations/{cancellationId}/replay",
                call("POST", "/cancellations/" + cancellationId + "/replay"));
    }

    /** Puts one away with a note. */
    Answer discard(String cancellationId, String note) throws Exception {
        return described(
                "post",
                "/cancellations/{cancellationId}/discard",
                send(HttpRequest.newBuilder(base.resolve("/cancellations/" + cancellationId + "/discard"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                JSON.createObjectNode().put("note", note).toString()))
                        .build()));
    }

    /** Has a group run again. */
    Answer replays(String body, String mediaType) throws Exception {
        return described(
                "post",
                "/replays",
                send(HttpRequest.newBuilder(base.resolve("/replays"))
                        .timeout(PATIENCE)
                        .header("Content-Type", mediaType)
                        .POST(BodyPublishers.ofString(body))
                        .build()));
    }

    Answer get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        Answer answer = send(request.build());
        String template = path.replaceAll("\\?.*", "")
                .replaceAll("^/cancellations/[^/]+$", "/cancellations/{cancellationId}")
                .replaceAll("^/batches/[^/]+", "/batches/{batchId}");
        return template.startsWith("/cancellations") || template.startsWith("/batches")
                ? described("get", template, answer)
                : answer;
    }

    /** Any other call. */
    Answer call(String method, String path) throws Exception {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    /** What lies at a path once it satisfies this. */
    JsonNode result(String path) {
        return await("the end of " + path)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> get(path).json(),
                        result -> result.has("finishedAt")
                                || result.path("complete").asBoolean());
    }

    /** What is answered to a head that no client library would send; nothing, when the connection is cut while it comes. */
    String raw(String head) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException cut) {
            return "";
        }
    }

    /** A connection on which a call has begun and gets no further. */
    Socket unfinishedCall() throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /cancellations HTTP/1.1\r\nHost: " + base.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"appointmentId\": ")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private Answer send(HttpRequest request) throws Exception {
        Answer answer = new Answer(client.send(request, HttpResponse.BodyHandlers.ofString()));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer;
    }

    private Answer described(String method, String template, Answer answer) throws IOException {
        published.assertDescribes(method, template, answer.status(), answer.mediaType(), answer.body());
        return answer;
    }

    /** The texts of that field, one a result. */
    static List<String> each(JsonNode results, String field) {
        return RunningProgram.each(results, field);
    }
}
