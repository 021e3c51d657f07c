package org.barscancel.runtime.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsConsumer;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answer;
import org.barscancel.runtime.ManualTime;
import org.barscancel.runtime.broker.EmbeddedBrokerFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** The consumer of a leg against a real broker; the clock and the timer are moved by hand. */
class LegPolicyTest {
    private static final int CONSUMERS = 4;
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** A consumer takes in advance what fits its window; larger messages leave some for the others. */
    private static final String LARGE = "m".repeat(20_000);

    private static final String QUEUE = "bars.requests";

    private static final LegPolicies.Called CALLED =
            new LegPolicies.Called("provider", "cancel", new BarsSettings.Circuit(FAILURES, PAUSE));

    @TempDir
    Path home;

    private final ManualTime time = new ManualTime();
    private final LegPolicies policies = new LegPolicies(List.of(CALLED), time, time);
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger heldBack = new AtomicInteger();
    private final AtomicInteger redelivered = new AtomicInteger();

    /** Each message waits for one before it ends. */
    private final Semaphore ends = new Semaphore(0);

    private volatile Answer answer = new Answer.Unavailable("HTTP 503", null);
    private EmbeddedBrokerFixture broker;

    @BeforeEach
    void start() throws Exception {
        broker = new EmbeddedBrokerFixture(home);
        broker.camel().addRoutePolicyFactory((camel, routeId, definition) -> policies.of(routeId));
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:" + QUEUE + "?disableReplyTo=true&acceptMessagesWhileStopping=true&concurrentConsumers="
                                + CONSUMERS)
                        .routeId("cancel")
                        .process(exchange -> attempt(exchange.getMessage().getHeader("JMSRedelivered", Boolean.class)));
            }
        });
        broker.camel().start();
        // As in the program, where other routes keep the connection going while this one is paused.
        broker.template().getConnectionFactory().createConnection().start();
    }

    @AfterEach
    void stop() {
        ends.release(1_000);
        broker.close();
    }

    @Test
    void consumesNothingDuringAPauseThenOneMessageThenAsManyAsBefore() {
        send(20);
        await().until(() -> working.get() == CONSUMERS);
        ends.release(CONSUMERS);
        await().until(() -> state() == CircuitState.PAUSED);
        await("those in flight, held back or failed").until(() -> settled() >= CONSUMERS);
        time.pass(Duration.ZERO);
        assertThat(suspended()).isTrue();
        await().until(() -> working.get() == 0);

        answer = new Answer.Success("HTTP 200", new byte[0], null);
        int before = asked.get();
        send(20);
        time.pass(PAUSE);
        assertThat(suspended()).isFalse();
        await().until(() -> working.get() == 1);
        assertThat(asked).as("those that were asked for the probe").hasValue(before + 1);
        await("the others give up").until(() -> consumers() == 1);
        assertThat(state()).isEqualTo(CircuitState.PROBING);

        ends.release();
        await().until(() -> state() == CircuitState.CLOSED);
        time.pass(Duration.ZERO);
        // The one consumer may have its next message already; others are taken on as messages come in.
        ends.release();
        await().until(() -> working.get() == CONSUMERS);
    }

    @Test
    void pausesAgainWithEachProbeThatFailsAndDeliversNoMessageInVain() {
        send(50);
        ends.release(1_000);
        await().until(() -> state() == CircuitState.PAUSED);
        for (int probe = 0; probe < 5; probe++) {
            time.pass(Duration.ZERO);
            await().until(() -> working.get() == 0);
            time.pass(PAUSE);
            send(1);
            await().until(() -> state() == CircuitState.PAUSED);
        }
        time.pass(Duration.ZERO);
        assertThat(suspended()).isTrue();
        time.pass(PAUSE);

        await("each delivered").until(() -> asked.get() + heldBack.get() == 55);
        assertThat(redelivered).hasValue(0);
        assertThat(asked.get()).isGreaterThanOrEqualTo(FAILURES + 5);
    }

    /** A consumer that waits for a message when its leg is paused may still get one. */
    @Test
    void refusesNoMessageThatComesInWhileItIsBeingPaused() {
        policies.circuits().record("provider", new Answer.TooManyRequests("HTTP 429", PAUSE));
        time.pass(Duration.ZERO);
        send(2 * CONSUMERS);
        answer = new Answer.Success("HTTP 200", new byte[0], null);
        ends.release(1_000);

        time.pass(PAUSE);

        await("each delivered").until(() -> asked.get() + heldBack.get() == 2 * CONSUMERS);
        assertThat(redelivered).hasValue(0);
    }

    @Test
    void switchesNothingOnceTheProgramIsStopping() throws Exception {
        send(FAILURES);
        ends.release(FAILURES);
        await().until(() -> state() == CircuitState.PAUSED);
        time.pass(Duration.ZERO);

        broker.camel().stop();
        time.pass(PAUSE);

        assertThat(state()).isEqualTo(CircuitState.PROBING);
        assertThat(broker.camel().isStopped()).isTrue();
        assertThat(working).hasValue(0);
    }

    private void attempt(boolean again) throws InterruptedException {
        if (again) {
            redelivered.incrementAndGet();
        }
        working.incrementAndGet();
        try {
            policies.circuits().enter("provider");
            asked.incrementAndGet();
            ends.acquire();
            policies.circuits().record("provider", answer);
        } catch (HeldBackException held) {
            heldBack.incrementAndGet();
        } finally {
            working.decrementAndGet();
        }
    }

    private int settled() {
        return asked.get() + heldBack.get() - working.get();
    }

    private CircuitState state() {
        return policies.circuits().of("provider").state();
    }

    private boolean suspended() {
        return ((SuspendableService) broker.camel().getRoute("cancel").getConsumer()).isSuspended();
    }

    private int consumers() throws Exception {
        JmsConsumer consumer = (JmsConsumer) broker.camel().getRoute("cancel").getConsumer();
        return ((DefaultMessageListenerContainer) consumer.getListenerContainer()).getScheduledConsumerCount();
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            broker.template().convertAndSend(QUEUE, LARGE);
        }
    }
}
