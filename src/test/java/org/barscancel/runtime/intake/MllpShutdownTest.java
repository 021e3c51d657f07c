package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is stopped while senders are at it: what it acknowledged it has, and nobody is left waiting. */
class MllpShutdownTest {
    private static final int SENDERS = 6;
    private static final int BEFORE_THE_END = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path home;

    @Test
    void whatIsAcknowledgedIsStoredAndEverySenderHearsOfTheEnd() throws Exception {
        int port = FreePort.any();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        List<Future<?>> senders = new ArrayList<>();
        try (WholeProgram program = program(port)) {
            program.farSides(1);
            for (int i = 0; i < SENDERS; i++) {
                String name = "S" + i;
                MllpClient pas = new MllpClient(port);
                senders.add(threads.submit(() -> sendUntilClosed(pas, name)));
            }
            await().atMost(PATIENCE).until(() -> acknowledged.size() >= BEFORE_THE_END);
        }
        for (Future<?> sender : senders) {
            sender.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        threads.shutdown();

        try (WholeProgram program = program(port)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(requestIds(program)).containsAll(acknowledged));
        }
    }

    private WholeProgram program(int port) {
        return new WholeProgram(
                home, "--bars.hl7.feeds.pas-1.port=" + port, "--bars.hl7.feeds.pas-1.appointment-id=SCH-1");
    }

    /** Only what is whole and says AA counts; everything else the sender would send again. */
    private void sendUntilClosed(MllpClient pas, String name) {
        try (pas) {
            for (int i = 0; ; i++) {
                String id = name + "-" + i;
                if (pas.send(MllpClient.cancellation(id, "appointment-" + i)).contains("MSA|AA|" + id + "\r")) {
                    acknowledged.add(id);
                }
            }
        } catch (IOException closed) {
            // As expected.
        }
    }

    private static Set<String> requestIds(WholeProgram program) throws Exception {
        Set<String> ids = new HashSet<>();
        for (int page = 0, before = -1; ids.size() > before; page++) {
            before = ids.size();
            ids.addAll(new ObjectMapper()
                    .readTree(program.get("/cancellations?size=500&page=" + page, "application/json")
                            .body())
                    .findValuesAsText("requestId"));
        }
        return ids;
    }
}
