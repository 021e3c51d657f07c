package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.blackbox.OutsideBroker;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** The whole program on a broker of its operators', set up as that comes out of its box. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OutsideBrokerContract {
    private static final int APPOINTMENTS = 60;
    private static final long PATIENCE_MILLIS = 60_000;

    private OutsideBroker broker;
    private WholeProgram program;

    /** Which of its addresses is used. */
    public abstract String url(OutsideBroker broker);

    @BeforeAll
    public void start(@TempDir Path folder) throws Exception {
        broker = OutsideBroker.start(folder.resolve("broker"));
        program = new WholeProgram(
                folder.resolve("home"), "--bars.broker.url=" + url(broker), "--bars.retry.initial-delay=100ms");
    }

    @AfterAll
    public void stop() throws Exception {
        program.close();
        broker.close();
    }

    @Test
    public void doesEveryRequestOnceThoughManyAreTriedAgainLater() throws Exception {
        Simulator farSides = program.farSides(APPOINTMENTS);
        farSides.behave(losing(3));

        List<JsonNode> results = program.results(program.request(APPOINTMENTS));

        assertThat(results)
                .hasSize(APPOINTMENTS)
                .allMatch(result -> result.path("outcome").asText().matches("(already-)?done"))
                .allMatch(result -> result.path("registry").asText().equals("removed"))
                .anyMatch(result -> result.at("/attempts/provider").asInt() > 1);
        assertThat(farSides.pointers()).isEmpty();
        assertNothingBroke();
    }

    @Test
    public void answersOnATemporaryQueueAndTellsTheTopic() throws Exception {
        program.farSides(1);
        ConnectionFactory client = BrokerClient.of(
                SettingsGiven.with(java.util.Map.of("bars.broker.url", url(broker)))
                        .broker(),
                SettingsGiven.NO_BUNDLES);
        try (Connection connection = client.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            TemporaryQueue answers = session.createTemporaryQueue();
            MessageConsumer answered = session.createConsumer(answers);
            MessageConsumer told = session.createConsumer(session.createTopic("bars.outcomes"));
            connection.start();
            TextMessage request = session.createTextMessage("{\"appointmentId\":\"appointment-0\"}");
            request.setJMSReplyTo(answers);
            request.setJMSCorrelationID("mine-1");
            session.createProducer(session.createQueue("bars.cancellations")).send(request);

            Message answer = answered.receive(PATIENCE_MILLIS);
            Message outcome = told.receive(PATIENCE_MILLIS);

            assertThat(answer.getJMSCorrelationID()).isEqualTo("mine-1");
            assertThat(answer.getBody(String.class)).contains("\"outcome\":\"done\"");
            assertThat(outcome.getBody(String.class)).isEqualTo(answer.getBody(String.class));
        }
        assertNothingBroke();
    }

    @Test
    public void goesOnWhenTheBrokerWasAwayInTheMiddle() throws Exception {
        Simulator farSides = program.farSides(APPOINTMENTS);
        CountDownLatch some = new CountDownLatch(10);
        farSides.behave((call, server) -> {
            some.countDown();
            return server.answer();
        });
        Path results = program.request(APPOINTMENTS);
        assertThat(some.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();

        broker.restart();

        assertThat(program.results(results))
                .hasSize(APPOINTMENTS)
                .allMatch(result -> result.path("outcome").asText().matches("(already-)?done"))
                .allMatch(result -> result.path("registry").asText().matches("removed|already-absent"));
        assertThat(farSides.pointers()).isEmpty();
        assertNothingBroke();
    }

    /** A broker of that kind gives it back at once, ten times, and puts it into a queue of its own. */
    @Test
    public void setsAsideAMessageThatBreaksTheProgram() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CachingConnectionFactory connections = new CachingConnectionFactory(BrokerClient.of(
                SettingsGiven.with(java.util.Map.of("bars.broker.url", url(broker)))
                        .broker(),
                SettingsGiven.NO_BUNDLES));
        connections.setCacheConsumers(false);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            DelayingJmsConfiguration configuration = new DelayingJmsConfiguration(
                    connections,
                    new Redelivery("a.dead.queue", Duration.ofMillis(1)),
                    new QueueSeals(SettingsGiven.with(java.util.Map.of()).queue(), KeysGiven.NO_TEXTS));
            configuration.setTransacted(true);
            configuration.setLazyCreateTransactionManager(false);
            camel.addComponent("jms", new JmsComponent(configuration));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("jms:a.queue").process(exchange -> {
                        tries.incrementAndGet();
                        throw new IllegalStateException("Broken");
                    });
                }
            });
            camel.start();
            JmsTemplate template = new JmsTemplate(connections);
            template.setReceiveTimeout(PATIENCE_MILLIS);

            template.convertAndSend("a.queue", "poison");

            assertThat(template.receiveAndConvert("a.dead.queue")).isEqualTo("poison");
            assertThat(tries).hasValue(CountingContainer.MOST);
        } finally {
            connections.destroy();
        }
        assertNothingBroke();
    }

    private void assertNothingBroke() {
        await().until(() -> broker.waiting("bars.events") == 0);
        assertThat(broker.waiting("bars.dead")).as("bars.dead").isZero();
        assertThat(broker.waiting("bars.parked")).as("bars.parked").isZero();
        assertThat(broker.waiting("DLQ")).as("the broker's own").isZero();
    }

    /** The first PUT of every so manieth appointment is lost on its way. */
    private static org.barscancel.simulator.Behaviour losing(int every) {
        Set<String> lost = ConcurrentHashMap.newKeySet();
        AtomicInteger puts = new AtomicInteger();
        return (call, server) -> {
            if ("PUT".equals(call.method()) && puts.incrementAndGet() % every == 0 && lost.add(call.path())) {
                throw new IOException("Lost on its way");
            }
            return server.answer();
        };
    }
}
