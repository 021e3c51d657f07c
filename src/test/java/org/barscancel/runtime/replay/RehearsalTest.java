package org.barscancel.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.blackbox.MllpReceiver;
import org.barscancel.runtime.Asked;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that only rehearses ({@code bars.dry-run}): nothing reaches a far side by any door. */
class RehearsalTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FHIR = "application/fhir+json";

    @TempDir
    static Path home;

    private static int port;
    private static MllpReceiver receiver;
    private static WholeProgram program;
    private static String meant;

    private Simulator farSides;

    /** One request was accepted before, and is meant. */
    @BeforeAll
    static void start() throws Exception {
        port = FreePort.any();
        receiver = new MllpReceiver();
        try (WholeProgram before = new WholeProgram(home, "--bars.provider.url=http://127.0.0.1:1/fhir")) {
            meant = JSON.readTree(before.call("cancellations", "{\"appointmentId\":\"appointment-9\"}")
                            .body())
                    .path("cancellationId")
                    .asText();
        }
        program = WholeProgram.withFarSides(
                simulator -> WholeProgram.seeded(simulator, 10),
                home,
                "--bars.dry-run=true",
                "--bars.retry.initial-delay=100ms",
                "--bars.retry.max-delay=1s",
                "--bars.hl7.feeds.pas-1.port=" + port,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-1.answer-to.host=127.0.0.1",
                "--bars.hl7.feeds.pas-1.answer-to.port=" + receiver.port());
    }

    @AfterAll
    static void stop() throws IOException {
        program.close();
        receiver.close();
    }

    @BeforeEach
    void look() throws IOException {
        farSides = program.farSides(10);
    }

    @Test
    void rehearsesWhatComesByEachDoor() throws Exception {
        JsonNode byCall =
                JSON.readTree(post("/cancellations", "{\"appointmentId\":\"appointment-0\"}", "application/json")
                        .body());
        HttpResponse<String> csv = post("/cancellations", "appointmentId\nappointment-1\n", "text/csv");
        JsonNode byQueue = program.ask("{\"appointmentId\":\"appointment-2\",\"dryRun\":false}", "pas-9");
        Path file = program.drop("one.json", "{\"appointmentId\":\"appointment-3\"}");
        try (MllpClient pas = new MllpClient(port)) {
            assertThat(pas.send(MllpClient.cancellation("M-1", "appointment-4")))
                    .contains("MSA|AA|M-1|Dry run: nothing is cancelled");
            assertThat(pas.send(MllpClient.cancellation("M-2", "appointment-5").replace("|2.4", "|2.8")))
                    .contains("MSA|AA|M-2\rERR|||0^Message accepted^HL70357|I|", "Dry run: nothing is cancelled");
        }
        await().atMost(PATIENCE).until(() -> Files.exists(file));

        Asked.rehearsed(byCall);
        Asked.rehearsed(byQueue);
        Asked.rehearsed(JSON.readTree(file.toFile()));
        assertThat(JSON.readTree(csv.body()).at("/counts/wouldCancel").asInt()).isOne();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        JSON.readTree(program.call("cancellations?appointmentId=appointment-5", null)
                                        .body())
                                .at("/items/0/outcome")
                                .asText())
                .isEqualTo("would-cancel"));
        Asked.wroteNothing(farSides);
        assertThat(receiver.messages())
                .as("no sender is told that its booking is cancelled")
                .isEmpty();
        assertThat(program.waiting("deliveries.hl7.pas-1")).isZero();
    }

    @Test
    void neverTellsTheSenderOfABarsMessageThatItsBookingIsCancelled() throws Exception {
        HttpResponse<String> would = post("/$process-message", Asked.bundle("appointment-6"), FHIR);
        farSides.seed(
                farSides.resource("Appointment", "appointment-7").orElseThrow().replace("\"booked\"", "\"cancelled\""));
        HttpResponse<String> already = post("/$process-message", Asked.bundle("appointment-7"), FHIR);
        HttpResponse<String> unknown = post("/$process-message", Asked.bundle("unknown"), FHIR);

        assertThat(would.statusCode()).isEqualTo(503);
        assertThat(would.body())
                .contains("OperationOutcome", "the appointment would be cancelled", "Nothing was cancelled");
        assertThat(already.statusCode()).isEqualTo(503);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("Dry run: ");
        Asked.wroteNothing(farSides);
    }

    @Test
    void saysSoInItsHealth() throws Exception {
        JsonNode health = program.json("health");

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/dryRun/details/everything").asBoolean())
                .isTrue();
    }

    /** It is neither written nor lost, nor counted as an attempt. */
    @Test
    void holdsBackWhatWasAcceptedBeforeAndIsMeant() throws Exception {
        await().atMost(PATIENCE).until(() -> farSides.calls("GET", "Appointment").stream()
                .anyMatch(call -> call.path().contains("appointment-9")));
        await().atMost(PATIENCE)
                .until(() -> farSides.calls("GET", "Appointment").stream()
                                .filter(call -> call.path().contains("appointment-9"))
                                .count()
                        > 1);

        JsonNode result =
                JSON.readTree(program.call("cancellations/" + meant, null).body());
        assertThat(result.path("outcome").asText()).isEqualTo("pending");
        assertThat(result.has("dryRun")).isFalse();
        assertThat(farSides.calls("PUT", "Appointment")).isEmpty();
        assertThat(program.waiting("dead")).isZero();
    }

    private static HttpResponse<String> post(String path, String body, String type) throws Exception {
        return program.post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type, "Prefer", "wait=30");
    }
}
