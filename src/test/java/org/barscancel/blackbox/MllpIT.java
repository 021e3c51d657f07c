package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A legacy system that sends by MLLP, over eight connections at once. */
class MllpIT {
    private static final Logger LOG = LoggerFactory.getLogger(MllpIT.class);
    private static final int CONNECTIONS = 8;

    @TempDir
    Path home;

    private final int port = FreePort.any();
    private final AtomicInteger killAt = new AtomicInteger(Integer.MAX_VALUE);
    private SimulatorHost farSide;
    private MllpReceiver answers;
    private RunningProgram program;

    @BeforeEach
    void start() throws IOException {
        answers = new MllpReceiver();
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
    }

    @AfterEach
    void finish() throws Exception {
        try {
            program.finish();
        } finally {
            farSide.close();
            answers.close();
        }
    }

    @Test
    void twoThousandMessagesAreAcknowledgedAndCarriedOutOnceEach() throws Exception {
        int messages = 2_000;
        start(messages);
        long started = System.nanoTime();

        Set<Integer> accepted = send(messages, Set.of());
        long acknowledged = System.nanoTime();
        awaitAllCancelled(messages);

        LOG.info(
                "{} messages over {} connections: acknowledged in {} ms, cancelled and pointers removed in {} ms",
                messages,
                CONNECTIONS,
                TimeUnit.NANOSECONDS.toMillis(acknowledged - started),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        assertThat(accepted).hasSize(messages);
        assertThat(farSide.simulator().calls("PUT", "Appointment"))
                .extracting(RecordedCall::path)
                .doesNotHaveDuplicates()
                .hasSize(messages);
    }

    /** Whatever was stored and not yet acknowledged when the program died is sent again, and is the same cancellation. */
    @Test
    void whatASenderSendsAgainAfterTheProgramWasKilledIsCancelledOnce() throws Exception {
        int messages = 400;
        start(messages);
        killAt.set(150);

        Set<Integer> accepted = send(messages, Set.of());
        assertThat(accepted).as("acknowledged before it was killed").hasSizeBetween(150, messages - 1);
        program.start();
        Set<Integer> acceptedLater = send(messages, accepted);
        awaitAllCancelled(messages);

        assertThat(acceptedLater).hasSize(messages - accepted.size());
        await().atMost(Duration.ofMinutes(2)).until(() -> told().size() == messages);
        assertThat(answers.messages())
                .allMatch(told -> told.contains("||SIU^S15^SIU_S12|"))
                .noneMatch(Secrets::tells);
        assertThat(farSide.simulator().appointments())
                .extracting(Simulator.AppointmentState::version)
                .containsOnly(2L);
    }

    /** The bookings that were told of, once each. */
    private Set<String> told() {
        return answers.messages().stream()
                .map(message -> message.split("\\rSCH\\|")[1].split("\\|")[0])
                .collect(Collectors.toSet());
    }

    private void start(int appointments) {
        farSide.simulator().seed(Clinic.resources(1, appointments));
        program = RunningProgram.start(
                "mllp",
                home,
                RunningProgram.settings(
                        farSide.baseUrl(),
                        "--bars.hl7.feeds.pas-1.port=" + port,
                        "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                        "--bars.hl7.feeds.pas-1.answer-to.host=127.0.0.1",
                        "--bars.hl7.feeds.pas-1.answer-to.port=" + answers.port()));
    }

    /** Sends each message that was not yet accepted; answers those that are now. A connection that breaks ends its share. */
    private Set<Integer> send(int messages, Set<Integer> accepted) throws Exception {
        Set<Integer> now = ConcurrentHashMap.newKeySet();
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> shares = new ArrayList<>();
            for (int share = 0; share < CONNECTIONS; share++) {
                List<Integer> mine = IntStream.iterate(share + 1, n -> n <= messages, n -> n + CONNECTIONS)
                        .boxed()
                        .filter(n -> !accepted.contains(n))
                        .collect(Collectors.toList());
                shares.add(senders.submit(() -> send(mine, now)));
            }
            for (Future<?> share : shares) {
                share.get(5, TimeUnit.MINUTES);
            }
        } finally {
            senders.shutdownNow();
        }
        return now;
    }

    private void send(List<Integer> numbers, Set<Integer> accepted) {
        try (MllpClient pas = new MllpClient(port)) {
            for (int n : numbers) {
                String answer = pas.send(Clinic.message(n, "MSG-" + n));
                assertThat(answer).contains("MSA|AA|MSG-" + n + "\r");
                accepted.add(n);
                if (accepted.size() >= killAt.get() && killAt.getAndSet(Integer.MAX_VALUE) != Integer.MAX_VALUE) {
                    program.kill();
                }
            }
        } catch (IOException broken) {
            LOG.info("A connection broke: {}", broken.getMessage());
        }
    }

    private void awaitAllCancelled(int messages) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> farSide.simulator().pointers().isEmpty());
        assertThat(farSide.simulator().appointments())
                .hasSize(messages)
                .extracting(Simulator.AppointmentState::status)
                .containsOnly("cancelled");
    }
}
