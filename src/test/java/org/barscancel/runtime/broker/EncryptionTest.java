package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.simulator.SimulatedAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** The whole program with and without keys for what lies on disk. */
class EncryptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String OLD = KeysGiven.line("2025", 1);
    private static final String NEW = KeysGiven.line("2026", 2);

    /** A patient whom no far side knows, as a request came that was refused. */
    private static final String REFUSED = "9990000026";

    private static final String REASON = "moved to another hospital";

    @TempDir
    Path home;

    @TempDir
    Path other;

    @Test
    void withAKeyNoPatientIsFoundOnDiskAndWhatWaitsOutlivesItsChange() throws Exception {
        try (WholeProgram program = program(other)) {
            runThroughEverything(program, other);
        }
        assertThat(found(other.resolve("broker"), WholeProgram.patient(0))).isNotEmpty();
        assertThat(found(other.resolve("broker"), WholeProgram.patient(1))).isNotEmpty();
        assertThat(found(other.resolve("broker"), REFUSED)).isNotEmpty();
        assertThat(found(other.resolve("archive"), WholeProgram.patient(0))).isNotEmpty();
        assertThat(found(other.resolve("ledger"), REASON)).isNotEmpty();

        try (WholeProgram program = encrypted("--bars.at-rest.keys=" + OLD)) {
            runThroughEverything(program, home);
            assertThat(parked(program)).singleElement().asString().startsWith("bars-at-rest:1:cancellation:2025:");
        }
        assertNothingFound();

        assertThatThrownBy(() -> encrypted("--bars.at-rest.keys=").close())
                .rootCause()
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("encrypted with the key '2025'");
        try (WholeProgram program = encrypted("--bars.at-rest.keys=" + NEW + "," + OLD)) {
            program.farSides(3);
            assertThat(compared(program)).as("nothing is called lost").doesNotContain("on-no-queue");
            HttpResponse<String> replayed = program.call("replays", "{\"problem\": \"unauthorised\"}");
            assertThat(JSON.readTree(replayed.body()).path("replayed").intValue())
                    .as(replayed.body())
                    .isEqualTo(1);
            await("its answer")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(csv(home))
                                    .lines()
                                    .filter(line -> line.contains(",done,"))
                                    .count()
                            == 2);
            await().untilAsserted(() -> assertThat(program.waiting("parked") + program.waiting("dead"))
                    .isZero());
        }
        assertNothingFound();
    }

    private void assertNothingFound() throws IOException {
        for (String patient :
                List.of(WholeProgram.patient(0), WholeProgram.patient(1), WholeProgram.patient(2), REFUSED)) {
            assertThat(found(home, patient)).isEmpty();
        }
        assertThat(found(home.resolve("ledger"), REASON)).isEmpty();
        assertThat(found(home, OLD.substring(5))).as("the key").isEmpty();
        assertThat(found(home.resolve("archive"), "bars-at-rest:1:file/")).hasSize(3);
    }

    /** The ledger by H2's own means. */
    private WholeProgram encrypted(String keys) {
        return program(
                home,
                keys,
                "--bars.ledger.url=jdbc:h2:file:" + home.resolve("ledger/ledger")
                        + ";CIPHER=AES;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "--bars.ledger.username=bars",
                "--bars.ledger.password=of-the-file of-the-user");
    }

    private static WholeProgram program(Path home, String... keys) {
        List<String> settings =
                new ArrayList<>(List.of("--bars.reconcile.pending-after=1ms", "--bars.reconcile.rate=200"));
        settings.addAll(List.of(keys));
        return new WholeProgram(home, settings.toArray(String[]::new));
    }

    /** Accepted, done, refused, rejected, parked, compared; CSV is answered from the original. */
    private static void runThroughEverything(WholeProgram program, Path home) throws Exception {
        program.farSides(3)
                .behave((call, server) -> call.path().endsWith("Appointment/appointment-1")
                        ? new SimulatedAnswer(401, null, Map.of(), new byte[0])
                        : server.answer());
        program.drop(
                "clinic.csv",
                "appointmentId,nhsNumber,reasonText\nappointment-0," + WholeProgram.patient(0) + ",moved\n"
                        + "appointment-1," + WholeProgram.patient(1) + "," + REASON + "\n");
        program.results(program.drop(
                "refused.json",
                "[{\"appointmentId\":\"appointment-2\",\"nhsNumber\":\"" + REFUSED + "\"},"
                        + "{\"appointmentId\":\"not/an/id\",\"nhsNumber\":\"" + REFUSED + "\"}]"));
        HttpResponse<String> called = program.post(
                "/cancellations",
                ("appointmentId,nhsNumber\nappointment-2," + WholeProgram.patient(2) + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/csv; charset=utf-8",
                "Prefer",
                "wait=30");
        assertThat(called.body()).contains("\"done\":1");
        await("the answer").atMost(PATIENCE).until(() -> Files.exists(csv(home)));
        assertThat(Files.readString(csv(home))).contains("moved", REASON, ",done,", ",parked,");
        await().untilAsserted(() -> assertThat(program.waiting("rejected")).isEqualTo(2));
        assertThat(compared(program)).as("nothing is called lost").doesNotContain("on-no-queue");
        assertThat(program.waiting("dead")).isZero();
    }

    private static Path csv(Path home) {
        return home.resolve("results/clinic.csv.result.csv");
    }

    private static String compared(WholeProgram program) throws Exception {
        JsonNode asked = JSON.readTree(program.call("reconciliations", "{\"from\": \"2020-01-01T00:00:00Z\"}")
                .body());
        String path = "reconciliations/" + asked.path("reconciliationId").asText();
        await("the report").atMost(PATIENCE).until(() -> JSON.readTree(
                        program.call(path, null).body())
                .path("state")
                .asText()
                .equals("done"));
        return program.call(path + "/report", null).body();
    }

    private static List<String> parked(WholeProgram program) {
        return new JmsTemplate(program.bean(ConnectionFactory.class)).browse("bars.parked", (session, browser) -> {
            List<String> texts = new ArrayList<>();
            for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                assertThat(((TextMessage) message).getStringProperty("problemCode"))
                        .isEqualTo("unauthorised");
                texts.add(((TextMessage) message).getText());
            }
            return texts;
        });
    }

    /** The files in which a text stands, in whatever way it may be written. */
    private static List<Path> found(Path folder, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (Charset charset :
                        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                    if (bytes.contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1))
                            && !found.contains(file)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }
}
