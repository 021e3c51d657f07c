package org.barscancel.runtime.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.Source;
import org.barscancel.console.PublishedInterface;
import org.barscancel.ledger.Ledger;
import org.barscancel.request.TargetStatus;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** The whole program, after somebody else has been at the far sides. */
class ReconciliationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "scenario-fixtures");
    private static final String APPOINTMENT = "aca94bdb-2e38-4399-9ece-2ba083ce65b5";
    private static final String PATIENT = "9990000018";
    private static final int APPOINTMENTS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PublishedInterface published = new PublishedInterface();

    @TempDir
    Path home;

    private WholeProgram program;
    private Simulator farSides;

    @BeforeEach
    void cancelThemAll() throws IOException {
        program = new WholeProgram(home, "--bars.reconcile.rate=200", "--bars.reconcile.pending-after=1ms");
        farSides = program.farSides(APPOINTMENTS);
        assertThat(program.results(program.request(APPOINTMENTS))).hasSize(APPOINTMENTS);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void findsWhatDiffersAndTouchesNothing() throws Exception {
        String lost = accepted("lost");
        String onAQueue = accepted("on-a-queue");
        new JmsTemplate(program.bean(ConnectionFactory.class))
                .convertAndSend("bars.dead", "{\"cancellationId\":\"" + onAQueue + "\"}");
        farSides.seed(appointment(1, "cancelled"));
        farSides.seed(pointer(1));
        farSides.seed(appointment(2, "booked"));
        farSides.seed(pointer(2));
        farSides.seed(appointment(3, "booked"));
        farSides.behave((call, server) -> call.path().endsWith("Appointment/appointment-4")
                ? new SimulatedAnswer(503, null, Map.of(), new byte[0])
                : server.answer());
        int writes = writes();

        JsonNode report = reconciled(false);

        assertThat(report.path("lookedAt").intValue()).isEqualTo(APPOINTMENTS + 2);
        assertThat(report.path("compared").intValue()).isEqualTo(APPOINTMENTS);
        assertThat(report.path("repaired").intValue()).isZero();
        Map<String, String> kinds = new TreeMap<>();
        findings(report)
                .forEach(finding -> kinds.put(
                        finding.path("appointmentId").asText(),
                        finding.path("kind").asText()));
        assertThat(kinds)
                .isEqualTo(Map.of(
                        "appointment-1", "pointer-live",
                        "appointment-2", "not-cancelled",
                        "appointment-3", "pointer-missing",
                        "appointment-4", "not-verifiable",
                        "lost", "on-no-queue"));
        assertThat(findings(report).toString()).contains(lost).doesNotContain(onAQueue);
        String readable = program.call(path(report) + "/report", null).body();
        assertThat(readable.lines().filter(line -> line.contains(" | "))).hasSize(5);
        assertThat(readable + findings(report)).doesNotContainPattern("999\\d{7}");
        assertThat(writes()).isEqualTo(writes);
        assertThat(farSides.pointers()).hasSize(2);
    }

    @Test
    void repairsAPointerByItsRegistryLegAndNothingElse() throws Exception {
        farSides.seed(pointer(1));
        farSides.seed(appointment(2, "booked"));
        farSides.seed(pointer(2));

        JsonNode report = reconciled(true);
        await("removal").atMost(PATIENCE).until(() -> farSides.pointers().size() == 1);

        assertThat(report.path("repaired").intValue()).isEqualTo(1);
        assertThat(findings(report))
                .filteredOn(finding -> finding.path("repaired").booleanValue())
                .extracting(finding -> finding.path("appointmentId").asText())
                .containsExactly("appointment-1");
        assertThat(farSides.appointments())
                .filteredOn(appointment -> appointment.status().equals("booked"))
                .hasSize(1);
        await("the next one")
                .atMost(PATIENCE)
                .until(() -> !reconciled(true).path("counts").has("pointer-live"));
    }

    @Test
    void oneAtATimeAndOnlyOfWhatIsAskedFor() throws Exception {
        assertThat(ask("{\"from\": \"2020-01-01T00:00:00Z\"}").statusCode()).isEqualTo(202);
        HttpResponse<String> second = ask("{\"from\": \"2020-01-01T00:00:00Z\"}");
        JsonNode whole = ended(
                JSON.readTree(program.call("reconciliations", null).body()).at("/items/0"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(whole.path("state").asText()).isEqualTo("done");
        assertThat(whole.path("lookedAt").intValue()).isEqualTo(APPOINTMENTS);
        JsonNode none =
                ended(JSON.readTree(ask("{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2020-01-02T00:00:00+01:00\"}")
                        .body()));
        assertThat(none.path("lookedAt").intValue()).isZero();
        for (String wrong : List.of(
                "",
                "[]",
                "{}",
                "{\"from\": \"yesterday\"}",
                "{\"from\": \"2020-01-01T00:00:00Z\", \"repare\": true}",
                "{\"from\": \"2020-01-01T00:00:00Z\", \"repair\": \"yes\"}",
                "{\"from\": \"2020-01-02T00:00:00Z\", \"to\": \"2020-01-01T00:00:00Z\"}")) {
            assertThat(ask(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(program.call("reconciliations/" + UUID.randomUUID(), null).statusCode())
                .isEqualTo(404);
    }

    private JsonNode reconciled(boolean repair) throws IOException, InterruptedException {
        HttpResponse<String> asked = ask("{\"from\": \"2020-01-01T00:00:00Z\", \"repair\": " + repair + "}");
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.headers().firstValue("Location")).get().asString().startsWith("/reconciliations/");
        return ended(JSON.readTree(asked.body()));
    }

    private HttpResponse<String> ask(String question) throws IOException, InterruptedException {
        HttpResponse<String> answer = program.call("reconciliations", question);
        published.assertDescribes(
                "post",
                "/reconciliations",
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
        return answer;
    }

    private JsonNode ended(JsonNode asked) {
        return await("the end")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            String body = program.call(path(asked), null).body();
                            published.assertDescribes(
                                    "get", "/reconciliations/{reconciliationId}", 200, "application/json", body);
                            return JSON.readTree(body);
                        },
                        report -> report.has("endedAt"));
    }

    private List<JsonNode> findings(JsonNode report) throws IOException, InterruptedException {
        String body = program.call(path(report) + "/findings", null).body();
        published.assertDescribes("get", "/reconciliations/{reconciliationId}/findings", 200, "application/json", body);
        return StreamSupport.stream(JSON.readTree(body).spliterator(), false).toList();
    }

    private static String path(JsonNode report) {
        return "reconciliations/" + report.path("reconciliationId").asText();
    }

    private int writes() {
        return farSides.calls("PUT", "Appointment").size()
                + farSides.calls("DELETE", "DocumentReference").size();
    }

    /** The ledger waits for it, and it was never put on a queue. */
    private String accepted(String appointmentId) {
        UUID id = UUID.nameUUIDFromBytes(new byte[] {(byte) appointmentId.length()});
        Instant then = Instant.now().minus(Duration.ofHours(1));
        program.bean(Ledger.class)
                .project(List.of(new Event.Accepted(
                        id,
                        then,
                        id,
                        0,
                        id,
                        null,
                        appointmentId,
                        TargetStatus.CANCELLED,
                        null,
                        null,
                        then,
                        new Source("queue", null, null, "pas-1"),
                        null,
                        null,
                        null,
                        null,
                        false)));
        return id.toString();
    }

    private static String appointment(int n, String status) throws IOException {
        return ofNumber(n, Files.readString(FIXTURES.resolve("appointment.json")))
                .replaceFirst("\"status\": *\"booked\"", "\"status\": \"" + status + "\"");
    }

    private static String pointer(int n) throws IOException {
        return ofNumber(n, Files.readString(FIXTURES.resolve("pointer.json"))).replace("pointer-1", "pointer-" + n);
    }

    private static String ofNumber(int n, String fixture) {
        return fixture.replace(APPOINTMENT, "appointment-" + n).replace(PATIENT, WholeProgram.patient(n));
    }
}
