package org.barscancel.runtime.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** The whole program, which keeps what is at its end for a moment only. */
class RetentionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path home;

    private WholeProgram program;
    private Simulator farSides;

    @BeforeEach
    void start() throws IOException {
        program = new WholeProgram(
                home,
                "--bars.retention.cron=* * * * * *",
                "--bars.retention.ledger=1ms",
                "--bars.retention.archive=1ms",
                "--bars.retention.results=1ms",
                "--bars.retention.rejected=1ms");
        farSides = program.farSides(2);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void whatHasEndedWellGoesAndARepeatOfItIsANewRequestThatDoesNoHarm() throws Exception {
        String request = "{\"requestId\":\"r-1\",\"appointmentId\":\"appointment-0\"}";
        String id = program.ask(request, "pas-1").path("cancellationId").asText();
        await("its end").atMost(PATIENCE).until(() -> status("cancellations/" + id) == 404);

        JsonNode again = program.ask(request, "pas-1");

        assertThat(again.path("cancellationId").asText()).isEqualTo(id);
        assertThat(again.path("outcome").asText()).isEqualTo("already-done");
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(1);
    }

    @Test
    void whatIsOpenStaysAndWhatIsBesideItGoes() throws Exception {
        program.drop("broken.json", "{");
        Path mixed =
                program.drop("mixed.json", "[{\"appointmentId\":\"appointment-0\"},{\"appointmentId\":\"nowhere\"}]");
        List<JsonNode> results = program.results(mixed);
        Path good = program.drop("good.json", "{\"appointmentId\":\"appointment-1\"}");
        await("the answer that is not needed any more")
                .atMost(PATIENCE)
                .until(() -> farSides.calls("PUT", "Appointment").size() == 2 && !Files.exists(good));
        await("the file that could not be read").atMost(PATIENCE).until(() -> files("rejected") == 0);

        for (JsonNode result : results) {
            assertThat(status("cancellations/" + result.path("cancellationId").asText()))
                    .isEqualTo(200);
        }
        assertThat(mixed).exists();
        await().untilAsserted(() -> assertThat(program.waiting("rejected")).isEqualTo(1));
        // Of today, and so not old yet.
        assertThat(files("archive")).isEqualTo(2);
    }

    @Test
    void aMessageGoesOnceItsCancellationHasEndedWellAndNotBefore() throws Exception {
        JmsTemplate jms = new JmsTemplate(program.bean(ConnectionFactory.class));
        // A file with an open request keeps its cancellations in the ledger.
        List<JsonNode> results = program.results(
                program.drop("mixed.json", "[{\"appointmentId\":\"appointment-0\"},{\"appointmentId\":\"nowhere\"}]"));
        String done = results.get(0).path("cancellationId").asText();
        String open = results.get(1).path("cancellationId").asText();
        send(jms, open, 0);
        send(jms, done, 1);
        send(jms, UUID.randomUUID().toString(), 0);

        send(jms, done, 0);

        await("its removal").atMost(PATIENCE).until(() -> program.waiting("parked") == 3);
        assertThat(generations(jms, done)).containsExactly(1);
        assertThat(generations(jms, open)).containsExactly(0);
        await().untilAsserted(() -> assertThat(program.waiting("rejected")).isEqualTo(1));
    }

    private static List<Integer> generations(JmsTemplate jms, String cancellationId) {
        return jms.browseSelected("bars.parked", "cancellationId = '" + cancellationId + "'", (session, browser) -> {
            List<Integer> found = new ArrayList<>();
            for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                found.add(((Message) message).getIntProperty("generation"));
            }
            return found;
        });
    }

    private static void send(JmsTemplate jms, String cancellationId, int generation) {
        jms.send("bars.parked", session -> {
            Message message = session.createTextMessage("{}");
            message.setStringProperty("cancellationId", cancellationId);
            message.setBooleanProperty("replayable", true);
            message.setIntProperty("generation", generation);
            message.setLongProperty("receivedAt", 0);
            return message;
        });
    }

    private int status(String path) throws IOException, InterruptedException {
        return program.call(path, null).statusCode();
    }

    private long files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(folder))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
