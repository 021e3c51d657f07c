package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.barscancel.blackbox.Caller.Answer;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls as they should not be: the caller is told what is wrong, nobody else is called, and the next call is taken. */
abstract class BadCallsContract {
    private static final int SLOW_SENDERS = 80;
    private static final byte[] TWO_MEGABYTES =
            ("[" + " ".repeat(2 * 1024 * 1024) + "]").getBytes(StandardCharsets.UTF_8);

    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(3);
    private final RunningProgram program = HealthyFarSideIT.program();
    private final Caller caller = program.caller();

    static Stream<Arguments> unreadable() {
        String good = Clinic.request(1);
        return Stream.of(
                Arguments.of("truncated", utf8("[" + good + ",\n" + good.substring(0, 40)), 2),
                Arguments.of("a byte order mark", utf8("\uFEFF" + good), 1),
                Arguments.of("UTF-16", good.getBytes(StandardCharsets.UTF_16), 1),
                Arguments.of("latin 1", "{\"reason\": {\"text\": \"Grüße\"}}".getBytes(StandardCharsets.ISO_8859_1), 1),
                Arguments.of("empty", new byte[0], null),
                Arguments.of("an empty list", utf8("[]"), 1),
                Arguments.of("deep", Bombs.deepLists(), 1),
                Arguments.of("deep objects", Bombs.deepObjects(), 1),
                Arguments.of("a field twice", utf8("{\"appointmentId\": \"a\",\n\"appointmentId\": \"b\"}"), 2),
                Arguments.of("text", utf8("cancel booking 1"), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void areAnsweredWithTheirPlaceAndKeptWhenTheyCannotBeRead(String name, byte[] body, Integer line) throws Exception {
        Answer answer = caller.post(BodyPublishers.ofByteArray(body), "application/json");

        assertThat(answer.status()).isEqualTo(400);
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asText()).isEqualTo("malformed");
        assertThat(problem.has("line")).isEqualTo(line != null);
        assertThat(problem.path("line").asInt()).isEqualTo(line == null ? 0 : line);
        assertThat(caller.get("/cancellations/" + problem.path("cancellationId").asText())
                        .json()
                        .path("outcome")
                        .asText())
                .isEqualTo("rejected");
        assertTheNextCallIsTaken();
    }

    @Test
    void areKeptAsReceivedWhenTheirOneRequestIsNotValid() throws Exception {
        String body = "{\"appointmentId\": \"" + Clinic.id(2) + "\", \"nhsNumber\": \"" + Clinic.MARKER + "\"}";

        Answer answer = caller.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid-field");
        assertThat(answer.json().path("detail").asText()).contains("nhsNumber");
        assertThat(answer.body()).doesNotContain(Clinic.MARKER);
        try (Requester operator = program.requester()) {
            assertThat(operator.lyingOn("bars.rejected")).contains(body);
        }
        assertThat(farSide.simulator().calls()).noneMatch(call -> call.path().contains(Clinic.id(2)));
    }

    @Test
    void areRefusedUnreadWhenTheyAreTooLarge() throws Exception {
        Answer announced = caller.post(BodyPublishers.ofByteArray(TWO_MEGABYTES), "application/json");
        Answer inPieces = caller.post(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TWO_MEGABYTES)), "application/json");

        for (Answer answer : List.of(announced, inPieces)) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().path("code").asText()).isEqualTo("too-large");
        }
        assertTheNextCallIsTaken();
    }

    static Stream<Arguments> packed() {
        return Stream.of("application/json", "text/csv", "application/hl7-v2", "application/fhir+json")
                .flatMap(type -> Stream.of(
                        Arguments.of(type, "gzip", Bombs.gzip()), Arguments.of(type, "deflate", Bombs.deflate())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("packed")
    void areRefusedUnreadWhenTheyArePacked(String type, String encoding, byte[] bomb) throws Exception {
        String path = type.startsWith("application/fhir") ? "/$process-message" : "/cancellations";

        Answer answer = caller.postTo(path, BodyPublishers.ofByteArray(bomb), type, "Content-Encoding", encoding);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("Content-Encoding");
        assertTheNextCallIsTaken();
    }

    @Test
    void areNotUnpackedWhenTheyDoNotSaySo() throws Exception {
        for (byte[] bomb : List.of(Bombs.gzip(), Bombs.zip())) {
            for (String type : List.of("application/json", "text/csv", "application/hl7-v2")) {
                Answer answer = caller.post(BodyPublishers.ofByteArray(bomb), type);
                assertThat(answer.status()).as(type).isIn(400, 415);
            }
        }
        assertTheNextCallIsTaken();
    }

    @Test
    void areAnsweredAsAnOperationOutcomeWhenADeepMessageComes() throws Exception {
        for (String type : List.of("application/fhir+json", "application/fhir+xml")) {
            byte[] deep = type.endsWith("xml") ? Bombs.deepXml() : Bombs.deepObjects();

            Answer answer = caller.postTo("/$process-message", BodyPublishers.ofByteArray(deep), type);

            assertThat(answer.status()).as(type).isEqualTo(400);
            assertThat(answer.body()).contains("OperationOutcome").doesNotContain("Exception");
        }
        assertTheNextCallIsTaken();
    }

    @ParameterizedTest
    @CsvSource({"one header, 1, 1000000", "many headers, 20000, 10", "a long path, 0, 1000000"})
    void areRefusedWhenTheirHeadersAreTooLarge(String what, int headers, int length) throws Exception {
        String path = headers == 0 ? "/cancellations?" + "a".repeat(length) : "/cancellations";

        String answer = caller.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "X-Much: ".concat("a".repeat(length)).concat("\r\n").repeat(headers) + "\r\n");

        assertThat(answer)
                .as(what)
                .matches("(?s)(HTTP/1\\.1 (400|414|431) .*)?")
                .doesNotContain("aaaaaaaa");
        assertTheNextCallIsTaken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/fhir+json",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense"
            })
    void areRefusedWhenTheirMediaTypeIsNotRead(String mediaType) throws Exception {
        Answer answer = caller.post(BodyPublishers.ofString(Clinic.request(1)), mediaType);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept-Post")).isEqualTo("application/hl7-v2, application/json, text/csv");
        assertThat(answer.json().path("nextAction").asText()).contains("application/json");
    }

    @Test
    void areRefusedWhenKeyAndRequestIdDiffer() throws Exception {
        Answer answer = caller.post(Clinic.request(3, "one"), "Idempotency-Key", "another");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("requestId", "Idempotency-Key");
        assertThat(caller.post(Clinic.request(3), "Idempotency-Key", "k".repeat(200))
                        .status())
                .isEqualTo(400);
        assertThat(farSide.simulator().calls()).noneMatch(call -> call.path().contains(Clinic.id(3)));
    }

    @Test
    void doNotKeepOthersOutWhileTheyAreSlow() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_SENDERS; i++) {
                slow.add(caller.unfinishedCall());
            }
            assertTheNextCallIsTaken();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertTheNextCallIsTaken();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outcome=dune|outcome must be one of",
                "size=0|size must be",
                "page=x|page must be",
                "from=yesterday|from must be",
                "outcom=done|parameter 'outcom' is not known",
                "outcome=done&outcome=parked|outcome stands more than once"
            })
    void areToldWhatIsWrongWithASearch(String query, String expected) throws Exception {
        Answer answer = caller.get("/cancellations?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /cancellations/a/b, 404",
        "POST, /cancellations/a/replay, 404",
        "GET, /error, 404",
        "DELETE, /cancellations, 405",
        "PUT, /cancellations/a, 405",
        "POST, /batches/a, 405",
        "POST, /openapi.json, 405",
        "ODD, /cancellations, 405",
    })
    void areAnsweredWithAProblemWhateverTheyAskFor(String method, String path, int status) throws Exception {
        Answer answer = caller.call(method, path);

        assertThat(answer.status()).isEqualTo(status);
        assertProblem(answer);
        if (status == 405) {
            assertThat(answer.header("Allow")).isNotBlank();
        }
    }

    @Test
    void areToldWhichMethodsAPathTakes() throws Exception {
        assertThat(caller.call("DELETE", "/cancellations").header("Allow").split(", *", -1))
                .containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void areAnsweredWithAProblemWhenNoAnswerIsAcceptable() throws Exception {
        Answer answer = caller.get("/cancellations", "Accept", "image/png");

        assertThat(answer.status()).isEqualTo(406);
        assertProblem(answer);
    }

    private void assertProblem(Answer answer) {
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "org.springframework", "\tat ");
    }

    private void assertTheNextCallIsTaken() throws Exception {
        Answer answer = caller.post(Clinic.request(1), "Prefer", "wait=30");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("outcome").asText()).isIn("done", "already-done");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
