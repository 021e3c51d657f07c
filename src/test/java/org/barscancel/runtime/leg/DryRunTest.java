package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.runtime.Asked;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.core.JmsTemplate;

/** Dry runs by each door, among requests that are meant. */
class DryRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN = "application/json";

    @TempDir
    static Path home;

    private static WholeProgram program;

    private Simulator farSides;

    @BeforeAll
    static void start() {
        program = new WholeProgram(home, "--bars.hl7.feeds.pas-1.appointment-id=SCH-1");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void seed() throws IOException {
        farSides = program.farSides(4);
    }

    @Test
    void aRequestSaysSoForItself() throws Exception {
        HttpResponse<String> answer = post("/cancellations", "{\"appointmentId\":\"appointment-0\",\"dryRun\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        Asked.rehearsed(JSON.readTree(answer.body()));
        Asked.wroteNothing(farSides);
    }

    @Test
    void aCallSaysSoForAllOfItsBody() throws Exception {
        String list = "[{\"appointmentId\":\"appointment-0\"},{\"appointmentId\":\"appointment-1\",\"dryRun\":false}]";

        JsonNode results =
                JSON.readTree(post("/cancellations?dryRun=true", list).body());

        assertThat(results).hasSize(2).allSatisfy(Asked::rehearsed);
        Asked.wroteNothing(farSides);
    }

    @Test
    void aCallWithCsvSaysSoForEachRowAndItsListDoesToo() throws Exception {
        HttpResponse<String> answer =
                post("/cancellations?dryRun=true", "appointmentId\nappointment-0\nnone-such\n", "text/csv");

        assertThat(JSON.readTree(answer.body()).path("counts").toString())
                .isEqualTo(
                        "{\"pending\":0,\"done\":0,\"alreadyDone\":0,\"rejected\":1,\"parked\":0,\"wouldCancel\":1}");
        String batch = answer.headers().firstValue("Location").orElseThrow();
        assertThat(program.get(batch + "/result", "text/csv").body().lines())
                .satisfiesExactly(
                        header -> assertThat(header).endsWith(",cancellationId,dryRun"),
                        row -> assertThat(row)
                                .startsWith("appointment-0,1,would-cancel,would-remove,")
                                .endsWith(",true"),
                        row -> assertThat(row)
                                .startsWith("none-such,2,rejected,skipped,not-found,")
                                .endsWith(",true"));
        Asked.wroteNothing(farSides);
    }

    @Test
    void aCallWithHl7SaysSoInItsAcknowledgementToo() throws Exception {
        HttpResponse<String> answer = post(
                "/cancellations?feed=pas-1&dryRun=true",
                MllpClient.cancellation("D-1", "appointment-0"),
                "application/hl7-v2");

        assertThat(answer.body()).contains("MSA|AA|D-1|Dry run: nothing is cancelled");
        Asked.rehearsed(JSON.readTree(
                program.get(answer.headers().firstValue("Location").orElseThrow(), PLAIN)
                        .body()));
        Asked.wroteNothing(farSides);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cancellations?dryRun=yes",
                "/cancellations?dryrun=true",
                "/cancellations?dry-run=true",
                "/cancellations?dryRun=true&dryRun=false",
                "/cancellations?dryRun="
            })
    void aCallThatDoesNotSaySoClearlyIsRefused(String path) throws Exception {
        assertThat(post(path, "{\"appointmentId\":\"appointment-0\"}").statusCode())
                .isEqualTo(400);
        assertThat(post(path, "appointmentId\nappointment-0\n", "text/csv").statusCode())
                .isEqualTo(400);
        assertThat(farSides.calls()).isEmpty();
    }

    @Test
    void aBarsMessageCannotSaySo() throws Exception {
        HttpResponse<String> answer =
                post("/$process-message?dryRun=true", Asked.bundle("appointment-0"), "application/fhir+json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome", "There is no dry run of a BaRS message by this call");
        assertThat(farSides.calls()).isEmpty();
    }

    @Test
    void aFileSaysSoByItsName() throws Exception {
        Path json = program.drop("one.dry-run.json", "{\"appointmentId\":\"appointment-0\"}");
        Path csv = program.drop("two.DRY-RUN.csv", "appointmentId;dryRun\nappointment-1;\nappointment-2;false\n");
        Path hl7 = program.drop("pas-1/three.dry-run.hl7", MllpClient.cancellation("F-1", "appointment-3"));
        Path bars = program.drop("four.dry-run.json", Asked.bundle("appointment-0"));
        Path rows = csv.resolveSibling("two.DRY-RUN.csv.result.csv");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.of(json, rows, hl7, bars)).allMatch(Files::exists));

        Asked.rehearsed(JSON.readTree(json.toFile()));
        Asked.rehearsed(JSON.readTree(hl7.toFile()));
        Asked.rehearsed(JSON.readTree(bars.toFile()));
        assertThat(Files.readAllLines(rows))
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("appointmentId;dryRun;row;"),
                        row -> assertThat(row).startsWith("appointment-1;true;1;would-cancel;would-remove;"),
                        row -> assertThat(row).startsWith("appointment-2;true;2;would-cancel;would-remove;"));
        Asked.wroteNothing(farSides);
    }

    @Test
    void aFileWhoseNameOnlyLooksLikeThatOfADryRunIsNotTaken() throws Exception {
        program.drop("clinic-dryrun.json", "{\"appointmentId\":\"appointment-0\"}");

        await().atMost(PATIENCE).untilAsserted(() -> {
            try (var rejected = Files.list(home.resolve("rejected"))) {
                assertThat(rejected.map(Path::toString))
                        .anyMatch(file -> file.endsWith("clinic-dryrun.json.error.json"));
            }
        });
        assertThat(farSides.calls()).isEmpty();
    }

    @Test
    void aMessageSaysSoByItsProperty() throws Exception {
        Asked.rehearsed(ask("dryRun", "true"));
        Asked.wroteNothing(farSides);

        assertThat(ask("dryRun", "maybe").at("/problem/code").asText()).isEqualTo("invalid-field");
        assertThat(ask("DryRun", "true").at("/problem/code").asText()).isEqualTo("invalid-field");
        Asked.wroteNothing(farSides);
    }

    /** It is no repeat of its rehearsal, and a second rehearsal is none of the first. */
    @Test
    void theRequestThatIsMeantIsCarriedOutAfterItsDryRunAndADryRunFindsItDone() throws Exception {
        String request =
                "{\"appointmentId\":\"appointment-0\",\"requestId\":\"meant-%s\"}".formatted(System.nanoTime());
        JsonNode first =
                JSON.readTree(post("/cancellations?dryRun=true", request).body());
        JsonNode second =
                JSON.readTree(post("/cancellations?dryRun=true", request).body());
        Asked.rehearsed(first);
        Asked.rehearsed(second);
        Asked.wroteNothing(farSides);

        JsonNode meant = JSON.readTree(post("/cancellations", request).body());
        JsonNode after =
                JSON.readTree(post("/cancellations?dryRun=true", request).body());

        assertThat(meant.path("outcome").asText()).isEqualTo("done");
        assertThat(meant.has("dryRun")).isFalse();
        assertThat(meant.at("/change/0")).isEqualTo(first.at("/change/0"));
        assertThat(List.of(first, second, after))
                .extracting(result -> result.path("cancellationId").asText())
                .doesNotHaveDuplicates()
                .doesNotContain(meant.path("cancellationId").asText());
        assertThat(after.path("outcome").asText()).isEqualTo("already-done");
        assertThat(after.path("registry").asText()).isEqualTo("already-absent");
        assertThat(after.path("dryRun").asBoolean()).isTrue();
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(1);
        assertThat(farSides.calls("DELETE", "DocumentReference")).hasSize(1);
    }

    @Test
    void aReplayOfADryRunIsOneToo() throws Exception {
        JsonNode refused = JSON.readTree(post("/cancellations?dryRun=true", "{\"appointmentId\":\"late-comer\"}")
                .body());
        assertThat(refused.at("/problem/code").asText()).isEqualTo("not-found");
        farSides.seed(
                farSides.resource("Appointment", "appointment-0").orElseThrow().replace("appointment-0", "late-comer"));
        String id = refused.path("cancellationId").asText();

        assertThat(program.call("cancellations/" + id + "/replay", "").statusCode())
                .isEqualTo(202);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        program.call("cancellations/" + id, null).body())
                .contains("\"would-cancel\"", "\"dryRun\":true", "finishedAt"));
        Asked.wroteNothing(farSides);
    }

    @Test
    void dryRunsAreSearchedForApartAndCountedApart() throws Exception {
        JsonNode dryRun = JSON.readTree(post("/cancellations?dryRun=true", "{\"appointmentId\":\"appointment-1\"}")
                .body());
        JsonNode meant = JSON.readTree(
                post("/cancellations", "{\"appointmentId\":\"appointment-1\"}").body());

        assertThat(ids("dryRun=true"))
                .contains(dryRun.path("cancellationId").asText())
                .doesNotContain(meant.path("cancellationId").asText());
        assertThat(ids("dryRun=false"))
                .contains(meant.path("cancellationId").asText())
                .doesNotContain(dryRun.path("cancellationId").asText());
        MeterRegistry meters = program.bean(MeterRegistry.class);
        assertThat(meters.find("bars.dry.runs")
                        .tag("provider", "would-cancel")
                        .tag("registry", "would-remove")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.find("bars.cancellations").counters())
                .noneMatch(counter ->
                        String.valueOf(counter.getId().getTag("provider")).startsWith("would"));
    }

    @Test
    void aReconciliationLooksAtNoDryRun() throws Exception {
        post("/cancellations?dryRun=true", "{\"appointmentId\":\"appointment-2\"}");
        farSides.seed(
                farSides.resource("Appointment", "appointment-2").orElseThrow().replace("\"booked\"", "\"fulfilled\""));
        HttpResponse<String> asked =
                program.call("reconciliations", "{\"from\":\"2020-01-01T00:00:00Z\",\"repair\":true}");
        String report = asked.headers().firstValue("Location").orElseThrow();

        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(program.get(report, PLAIN).body())
                        .path("state")
                        .asText()
                        .equals("done"));

        assertThat(program.get(report + "/findings", PLAIN).body()).doesNotContain("appointment-2");
        Asked.wroteNothing(farSides);
    }

    private static List<String> ids(String query) throws Exception {
        JsonNode page = JSON.readTree(
                program.get("/cancellations?size=500&" + query, PLAIN).body());
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("cancellationId").asText())
                .toList();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, PLAIN);
    }

    private static HttpResponse<String> post(String path, String body, String type) throws Exception {
        return program.post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type, "Prefer", "wait=30");
    }

    private static JsonNode ask(String property, String value) throws Exception {
        JmsTemplate template = new JmsTemplate(program.bean(ConnectionFactory.class));
        template.setReceiveTimeout(PATIENCE.toMillis());
        template.send("bars.cancellations", session -> {
            TextMessage message = session.createTextMessage("{\"appointmentId\":\"appointment-0\"}");
            message.setStringProperty(property, value);
            message.setJMSReplyTo(session.createQueue("answers"));
            return message;
        });
        return JSON.readTree((String) template.receiveAndConvert("answers"));
    }
}
